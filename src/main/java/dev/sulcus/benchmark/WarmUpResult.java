package dev.sulcus.benchmark;

/**
 * How a setting came to its steady state.
 *
 * @param units of work before it was measured
 * @param seconds they took
 * @param steady whether the rule of {@link WarmUp} found it steady before the time for it was up
 */
public record WarmUpResult(long units, double seconds, boolean steady) {}
