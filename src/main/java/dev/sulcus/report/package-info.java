/** Pages that people read: one self-contained HTML file each, charts and pictures inside, nothing loaded. */
package dev.sulcus.report;
