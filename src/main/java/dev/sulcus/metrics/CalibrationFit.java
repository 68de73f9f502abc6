package dev.sulcus.metrics;

/**
 * Logistic recalibration (Cox, 1958): the line log odds(tumour) = intercept + slope · logit(p) that fits the labels
 * best. Slope 1 and intercept 0 is calibrated; a slope below 1 means probabilities too extreme, as overfitting makes
 * them, above 1 too timid. Probabilities are clipped as in {@link LogLoss}. Everything is NaN where no finite line fits
 * best: one label only, one probability only, or labels that a probability parts without error. Immutable.
 *
 * @param slope of the line
 * @param slopeInterval 95 %, normal, with a variance that lets scans of one group depend on each other (Liang and Zeger,
 *     1986, times groups / (groups - 1))
 * @param intercept of the line
 * @param interceptInterval as the slope's
 * @param inTheLarge intercept where the slope is held at 1: above 0, tumours are more frequent than promised
 */
public record CalibrationFit(
        double slope, Interval slopeInterval, double intercept, Interval interceptInterval, double inTheLarge) {
    /** No line. */
    public static final CalibrationFit UNDEFINED =
            new CalibrationFit(Double.NaN, Interval.UNDEFINED, Double.NaN, Interval.UNDEFINED, Double.NaN);

    private static final int MOST_STEPS = 100;
    private static final double SETTLED = 1e-10;

    /** The line of {@code samples}; calls play no part. */
    public static CalibrationFit of(Samples samples) {
        double[] logits = new double[samples.count()];
        for (int i = 0; i < logits.length; i++) {
            double p = LogLoss.clip(samples.probabilities()[i]);
            logits[i] = Math.log(p) - Math.log1p(-p);
        }
        if (isParted(samples.labels(), logits)) {
            return UNDEFINED;
        }
        Line line = fit(samples.labels(), logits);
        if (line == null) {
            return UNDEFINED;
        }
        double[] errors = errors(samples, logits, line);
        return new CalibrationFit(
                line.slope,
                normal(line.slope, errors[1]),
                line.intercept,
                normal(line.intercept, errors[0]),
                inTheLarge(samples.labels(), logits));
    }

    /** Whether a label is absent, or one cut puts all of one label on one side and all of the other on the other. */
    private static boolean isParted(int[] labels, double[] logits) {
        double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < labels.length; i++) {
            lowest[labels[i]] = Math.min(lowest[labels[i]], logits[i]);
            highest[labels[i]] = Math.max(highest[labels[i]], logits[i]);
        }
        // Also where a label is absent (its lowest is infinite) and where all logits are equal.
        return highest[0] <= lowest[1] || highest[1] <= lowest[0];
    }

    /** Newton's method with halved steps while the likelihood would fall; null when it does not settle. */
    private static Line fit(int[] labels, double[] logits) {
        Line line = new Line(0, 1);
        double likelihood = line.logLikelihood(labels, logits);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] move = line.newton(labels, logits);
            if (!(Math.abs(move[0]) + Math.abs(move[1]) < Double.POSITIVE_INFINITY)) {
                return null;
            }
            double share = 1;
            Line next = line.moved(move, share);
            // Near the top rounding alone makes it seem to fall.
            double least = likelihood - 1e-12 * (1 + Math.abs(likelihood));
            while (next.logLikelihood(labels, logits) < least && share > 1e-6) {
                share /= 2;
                next = line.moved(move, share);
            }
            line = next;
            likelihood = line.logLikelihood(labels, logits);
            if (Math.abs(move[0]) + Math.abs(move[1]) < SETTLED * (1 + Math.abs(line.slope))) {
                return line;
            }
        }
        return null;
    }

    /** The intercept at slope 1: the sum of promised probabilities equals the tumours. Bisected: the sum rises with it. */
    private static double inTheLarge(int[] labels, double[] logits) {
        double low = -40;
        double high = 40;
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            double surplus = 0;
            for (int i = 0; i < logits.length; i++) {
                surplus += DeLong.sigmoid(logits[i] + middle) - labels[i];
            }
            if (surplus > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Standard errors of intercept and slope: information⁻¹ · sum over groups of score·scoreᵀ · information⁻¹. */
    private static double[] errors(Samples samples, double[] logits, Line line) {
        int groups = samples.groups();
        double[][] score = new double[groups][2];
        for (int i = 0; i < logits.length; i++) {
            double miss = samples.labels()[i] - line.promise(logits[i]);
            score[samples.groupOf()[i]][0] += miss;
            score[samples.groupOf()[i]][1] += miss * logits[i];
        }
        double[] bread = line.information(logits);
        double determinant = bread[0] * bread[2] - bread[1] * bread[1];
        double[] squares = new double[2];
        for (double[] s : score) {
            double onIntercept = (bread[2] * s[0] - bread[1] * s[1]) / determinant;
            double onSlope = (bread[0] * s[1] - bread[1] * s[0]) / determinant;
            squares[0] += onIntercept * onIntercept;
            squares[1] += onSlope * onSlope;
        }
        double correction = groups < 2 ? Double.NaN : groups / (groups - 1.0);
        return new double[] {Math.sqrt(correction * squares[0]), Math.sqrt(correction * squares[1])};
    }

    private static Interval normal(double value, double error) {
        return new Interval(value - DeLong.Z95 * error, value + DeLong.Z95 * error);
    }

    /** One guess at the line. */
    private record Line(double intercept, double slope) {
        double promise(double logit) {
            return DeLong.sigmoid(intercept + slope * logit);
        }

        Line moved(double[] move, double share) {
            return new Line(intercept + share * move[0], slope + share * move[1]);
        }

        double logLikelihood(int[] labels, double[] logits) {
            double sum = 0;
            for (int i = 0; i < labels.length; i++) {
                double odds = (intercept + slope * logits[i]) * (labels[i] == 1 ? 1 : -1);
                sum -= odds > 0 ? Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds)) - odds;
            }
            return sum;
        }

        /** Sums of w, w·x and w·x² with w = p(1 - p). */
        double[] information(double[] logits) {
            double[] sums = new double[3];
            for (double logit : logits) {
                double p = promise(logit);
                double weight = p * (1 - p);
                sums[0] += weight;
                sums[1] += weight * logit;
                sums[2] += weight * logit * logit;
            }
            return sums;
        }

        double[] newton(int[] labels, double[] logits) {
            double first = 0;
            double second = 0;
            for (int i = 0; i < labels.length; i++) {
                double miss = labels[i] - promise(logits[i]);
                first += miss;
                second += miss * logits[i];
            }
            double[] h = information(logits);
            double determinant = h[0] * h[2] - h[1] * h[1];
            return new double[] {
                (h[2] * first - h[1] * second) / determinant, (h[0] * second - h[1] * first) / determinant
            };
        }
    }
}
