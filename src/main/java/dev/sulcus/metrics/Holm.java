package dev.sulcus.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Several tests at once without more false alarms than one (Holm, 1979). Stateless, thread-safe. */
public final class Holm {
    private Holm() {}

    /** The adjusted p values, in the order of {@code p}, at most 1. NaN is no test: it stays NaN and does not count. */
    public static double[] adjust(double... p) {
        int[] rising = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double least = 0;
        for (int place = 0; place < rising.length; place++) {
            least = Math.max(least, Math.min(1, (rising.length - place) * p[rising[place]]));
            adjusted[rising[place]] = least;
        }
        return adjusted;
    }
}
