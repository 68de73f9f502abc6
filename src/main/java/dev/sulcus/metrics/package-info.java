/**
 * Pure arithmetic on labels and scores: counts, curves, calibration, thresholds, intervals and tests. No native library.
 *
 * <p>{@link dev.sulcus.metrics.Samples} is what everything newer than a single figure takes: labels, probabilities,
 * calls, and the group of copies that each scan belongs to. Groups are what is independent, so every interval and test
 * takes them into account: the bootstrap draws groups, DeLong's variance and the calibration line sum within groups,
 * exact intervals of shares use the number of independent scans that would tell as much, and McNemar's test throws one
 * coin per group.
 */
package dev.sulcus.metrics;
