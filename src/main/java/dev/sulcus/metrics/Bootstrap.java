package dev.sulcus.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Percentile bootstrap (Efron, 1979): draws as many groups as there are, with replacement, and takes the figures again
 * and again. A resample in which a figure is undefined (it happened to draw no positive, say) does not count for that
 * figure. Scores are ranked once; a resample then only counts, in time linear in the samples. Stateless.
 */
final class Bootstrap {
    private static final List<Figure> HEADLINES =
            List.of(Figure.ACCURACY, Figure.SENSITIVITY, Figure.SPECIFICITY, Figure.ROC_AUC);

    private Bootstrap() {}

    /** The 95 % intervals of the headline figures. */
    static BootstrapIntervals headlines(Samples samples, BootstrapConfig config) {
        Map<Figure, Interval> of = intervals(samples, HEADLINES, config);
        return new BootstrapIntervals(
                of.get(Figure.ACCURACY),
                of.get(Figure.SENSITIVITY),
                of.get(Figure.SPECIFICITY),
                of.get(Figure.ROC_AUC),
                config.resamples(),
                config.seed());
    }

    /** The 95 % interval of each of {@code figures}. */
    static Map<Figure, Interval> intervals(Samples samples, List<Figure> figures, BootstrapConfig config) {
        int resamples = samples.count() == 0 ? 0 : config.resamples();
        var draws = new GroupDraws(samples, config.seed());
        var tally = new Tally(samples);
        double[][] values = new double[figures.size()][resamples];
        for (int resample = 0; resample < resamples; resample++) {
            draws.draw();
            tally.count(draws);
            for (int i = 0; i < values.length; i++) {
                values[i][resample] = figures.get(i).of(tally);
            }
        }
        return central95(figures, values);
    }

    /** The 95 % interval of the difference, first minus second, of each of {@code figures} over the same resamples. */
    static Map<Figure, Interval> differences(
            Samples first, Samples second, List<Figure> figures, BootstrapConfig config) {
        int resamples = first.count() == 0 ? 0 : config.resamples();
        var draws = new GroupDraws(first, config.seed());
        var one = new Tally(first);
        var other = new Tally(second);
        double[][] values = new double[figures.size()][resamples];
        for (int resample = 0; resample < resamples; resample++) {
            draws.draw();
            one.count(draws);
            other.count(draws);
            for (int i = 0; i < values.length; i++) {
                values[i][resample] = figures.get(i).of(one) - figures.get(i).of(other);
            }
        }
        return central95(figures, values);
    }

    private static Map<Figure, Interval> central95(List<Figure> figures, double[][] values) {
        var intervals = new EnumMap<Figure, Interval>(Figure.class);
        for (int i = 0; i < values.length; i++) {
            intervals.put(figures.get(i), Interval.central95(values[i]));
        }
        return intervals;
    }
}
