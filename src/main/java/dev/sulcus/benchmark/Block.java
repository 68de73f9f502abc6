package dev.sulcus.benchmark;

/**
 * A stretch of measuring one setting, between two stretches of others: what a comparison resamples.
 *
 * @param round when in the run it was, from 0; settings of one run are measured by turns within a round
 * @param count units of work in it
 * @param seconds it lasted
 * @param samples an even choice of the times of its units, in milliseconds. Owned by the record
 */
public record Block(int round, long count, double seconds, double[] samples) {}
