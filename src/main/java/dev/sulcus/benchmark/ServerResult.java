package dev.sulcus.benchmark;

import java.util.List;

/**
 * What the server scenario came to.
 *
 * @param rate queries per second of the run that is reported; 0 when none could be
 * @param boundMillis what the percentile had to keep
 * @param searched the highest rate that held in each search, in queries per second
 * @param attempts runs of full length that it took
 * @param queries in the last of them
 * @param seconds it lasted
 * @param reason why it is no result; null when it is
 */
public record ServerResult(
        double rate,
        double boundMillis,
        List<Double> searched,
        int attempts,
        long queries,
        double seconds,
        String reason) {
    /** Copies the list. */
    public ServerResult {
        searched = List.copyOf(searched);
    }
}
