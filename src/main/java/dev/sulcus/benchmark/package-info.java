/**
 * Measures what the engine does: load scenarios, histograms, interleaved blocks, and whether a difference is more than
 * noise. A clock and the system under test are interfaces, so that the arithmetic is tested without waiting.
 */
package dev.sulcus.benchmark;
