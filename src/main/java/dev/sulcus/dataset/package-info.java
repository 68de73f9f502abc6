/** A folder of scans as labels, facts, duplicate groups and split plans. No native library. */
package dev.sulcus.dataset;
