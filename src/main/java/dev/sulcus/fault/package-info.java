/** The one exception that Sulcus throws on purpose, and the kinds that decide reaction and exit code. */
package dev.sulcus.fault;
