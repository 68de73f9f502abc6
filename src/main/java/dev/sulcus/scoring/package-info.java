/** Batch scoring: files in, a worklist out; what cannot be read is named and set aside. */
package dev.sulcus.scoring;
