package dev.sulcus.report;

import dev.sulcus.evaluation.ComparedModel;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.PrevalenceResult;
import dev.sulcus.report.CrossValidationPage.Failing;
import java.util.List;
import java.util.stream.Stream;

/** Rows of the tables that set models side by side. Stateless, thread-safe. */
final class ComparisonTable {
    /** What the tables of costs take where one must be taken: a screening list, not a set collected to train on. */
    static final double PREVALENCE = 0.05;

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private ComparisonTable() {}

    /** A value with its interval below. */
    record Cell(String value, String interval) {
        static Cell of(double value, Interval interval) {
            return new Cell(NumberText.ratio(value), NumberText.interval(interval));
        }
    }

    /**
     * One model at 0.5.
     *
     * @param leads whether its area under the ROC curve is the largest
     * @param verdict why it is no result, in a few words; empty when it is one
     * @param fault whether the model is to blame for that
     */
    record Row(
            String name,
            String page,
            String note,
            boolean leads,
            String verdict,
            boolean fault,
            Cell accuracy,
            Cell sensitivity,
            Cell specificity,
            Cell auc,
            String parameters,
            String training,
            String scoring) {}

    /** What one model's flags would cost. */
    record Cost(
            String name,
            boolean leads,
            String rule,
            String missed,
            String alarms,
            Cell missedPerThousand,
            Cell alarmsPerThousand,
            Cell flagIsRight) {}

    /** How one model fails. */
    record Failures(String name, List<Failing> modes) {}

    /**
     * One figure of a model, fold by fold, along a scale.
     *
     * @param from where the scale begins; it ends at 1
     */
    record Strip(String name, List<Double> folds, double value, Interval interval, double from, String text) {
        /** Per cent along the scale. */
        public double at(double ratio) {
            double place = Double.isNaN(ratio) ? 0 : (ratio - from) / (1 - from);
            return Math.round(1000 * Math.max(0, Math.min(1, place))) / 10.0;
        }

        /** Whether there is an interval to draw. */
        public boolean ranged() {
            return !Double.isNaN(interval.low()) && interval.low() < interval.high();
        }
    }

    static List<Row> rows(ComparisonContent content) {
        ModelCard leader = content.leader();
        return content.models().stream()
                .map(card -> row(card, content.at(card), card == leader))
                .toList();
    }

    private static Row row(ModelCard card, ComparedModel model, boolean leads) {
        BinaryMetrics m = model.metrics();
        return new Row(
                card.name(),
                card.page(),
                card.pictures(),
                leads,
                Degeneracy.verdict(card.degenerate()),
                !Degeneracy.onlyTooFew(card.degenerate()),
                Cell.of(m.accuracy(), IntervalShown.accuracy(m)),
                Cell.of(m.sensitivity(), model.sensitivity().exact()),
                Cell.of(m.specificity(), model.specificity().exact()),
                Cell.of(m.rocAuc(), IntervalShown.rocAuc(m)),
                NumberText.count(card.parameters()),
                training(card),
                Double.isNaN(card.imagesPerSecond())
                        ? NumberText.UNDEFINED
                        : NumberText.count(Math.round(card.imagesPerSecond())));
    }

    private static String training(ModelCard card) {
        String all = duration(card.trainingSeconds());
        return card.trained() > 1 ? all + " for " + card.trained() : all;
    }

    /** A time in the unit that fits: 48 s, 12 min, 2.5 h. */
    static String duration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return NumberText.UNDEFINED;
        }
        if (seconds < 10) {
            return NumberText.number(Math.round(10 * seconds) / 10.0) + " s";
        }
        if (seconds < 2 * MINUTE) {
            return Math.round(seconds) + " s";
        }
        return seconds < 2 * HOUR
                ? Math.round(seconds / MINUTE) + " min"
                : NumberText.number(Math.round(10 * seconds / HOUR) / 10.0) + " h";
    }

    static List<Cost> costs(ComparisonContent content) {
        ModelCard leader = content.leader();
        return content.models().stream()
                .flatMap(card -> card.hasChosen()
                        ? Stream.of(cost(card, card.chosen(), card == leader), cost(card, card.half(), card == leader))
                        : Stream.of(cost(card, card.half(), card == leader)))
                .toList();
    }

    private static Cost cost(ModelCard card, OperatingPointResult point, boolean leads) {
        PrevalenceResult at = at(point, PREVALENCE);
        return new Cost(
                card.name(),
                leads,
                PointCard.of(point).name(),
                NumberText.count(point.confusion().falseNegative()) + " of "
                        + NumberText.count(point.sensitivity().count()),
                NumberText.count(point.confusion().falsePositive()) + " of "
                        + NumberText.count(point.specificity().count()),
                perThousand(at.missedPerThousand(), at.missedPerThousandInterval()),
                perThousand(at.falseAlarmsPerThousand(), at.falseAlarmsPerThousandInterval()),
                Cell.of(at.positivePredictiveValue(), at.positivePredictiveValueInterval()));
    }

    /** What {@code point} comes to at one of its prevalences. */
    static PrevalenceResult at(OperatingPointResult point, double prevalence) {
        return point.prevalences().stream()
                .filter(result -> result.prevalence() == prevalence)
                .findFirst()
                .orElseThrow();
    }

    /** Scans in a thousand: one decimal where there are few. */
    static String scans(double value) {
        return value < 10
                ? NumberText.number(Math.round(10 * value) / 10.0)
                : Double.isNaN(value) ? NumberText.UNDEFINED : NumberText.count(Math.round(value));
    }

    private static Cell perThousand(double value, Interval interval) {
        return new Cell(scans(value), scans(interval.low()) + "–" + scans(interval.high()));
    }

    static List<Failures> failures(ComparisonContent content) {
        return content.models().stream()
                .map(card -> new Failures(
                        card.name(), card.failures().stream().map(Failing::of).toList()))
                .toList();
    }

    /** Area under the ROC curve of every fold; empty where no model has folds. */
    static List<Strip> strips(ComparisonContent content) {
        if (content.models().stream().allMatch(card -> card.folds().size() < 2)) {
            return List.of();
        }
        double lowest = content.models().stream()
                .flatMap(card -> card.folds().stream())
                .mapToDouble(BinaryMetrics::rocAuc)
                .filter(auc -> !Double.isNaN(auc))
                .min()
                .orElse(0);
        double from = Math.max(0, Math.min(0.5, Math.floor(10 * lowest) / 10));
        return content.models().stream()
                .map(card -> strip(card, content.at(card), from))
                .toList();
    }

    private static Strip strip(ModelCard card, ComparedModel model, double from) {
        List<Double> folds = card.folds().stream().map(BinaryMetrics::rocAuc).toList();
        Interval interval = IntervalShown.rocAuc(model.metrics());
        String text = NumberText.ratio(model.metrics().rocAuc()) + " (" + NumberText.interval(interval) + ")";
        return new Strip(card.name(), folds, model.metrics().rocAuc(), interval, from, text);
    }
}
