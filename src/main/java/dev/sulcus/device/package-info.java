/** What hardware and native libraries are here, session settings, native memory. */
package dev.sulcus.device;
