package dev.sulcus.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws as many groups as there are, with replacement, and says how often each sample was drawn with its group (cluster
 * bootstrap; Davison and Hinkley, 1997, section 3.8). Samples that each are a group of their own make it the plain
 * bootstrap, draw for draw. Not thread-safe.
 */
final class GroupDraws {
    private final int[] groupOf;
    private final int[] times;
    private final SplittableRandom random;

    GroupDraws(Samples samples, long seed) {
        this.groupOf = samples.groupOf();
        this.times = new int[samples.groups()];
        this.random = new SplittableRandom(seed);
    }

    /** Draws the next resample. */
    void draw() {
        Arrays.fill(times, 0);
        for (int draw = 0; draw < times.length; draw++) {
            times[random.nextInt(times.length)]++;
        }
    }

    /** How often {@code sample} is in the resample. */
    int times(int sample) {
        return times[groupOf[sample]];
    }
}
