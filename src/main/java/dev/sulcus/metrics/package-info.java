/** Pure arithmetic on labels and scores: counts, curves, calibration, intervals. No native library. */
package dev.sulcus.metrics;
