package dev.sulcus.benchmark;

/**
 * How a setting came to its steady state.
 *
 * @param units of work before it was measured
 * @param seconds they took
 * @param steady whether the rule of {@link WarmUp} found it steady before the time for it was up
 * @param firstSeconds that the first unit took, in which kernels are compiled and chosen; NaN where nobody measured it
 */
public record WarmUpResult(long units, double seconds, boolean steady, double firstSeconds) {
    /** Of which nobody measured the first unit. */
    public WarmUpResult(long units, double seconds, boolean steady) {
        this(units, seconds, steady, Double.NaN);
    }
}
