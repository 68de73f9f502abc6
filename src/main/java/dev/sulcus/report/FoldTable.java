package dev.sulcus.report;

import dev.sulcus.evaluation.CrossValidationResult;
import dev.sulcus.evaluation.FigureSummary;
import dev.sulcus.evaluation.FoldResult;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Figure;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cross-validation fold by fold, and every figure over the folds.
 *
 * @param rows one per fold
 * @param mean of the columns that have one
 * @param measures every figure
 */
record FoldTable(List<Row> rows, Row mean, List<Line> measures) {
    /**
     * One fold, or the mean of all.
     *
     * @param fold its number
     * @param scans that it tests, with how many tumours
     * @param learnt scans that its model was fitted on and tuned on
     * @param epoch whose weights were kept
     */
    record Row(
            String fold,
            String scans,
            String learnt,
            String epoch,
            String threshold,
            String missed,
            String alarms,
            String sensitivity,
            String specificity,
            String accuracy,
            String auc) {}

    /**
     * One figure at one way of calling.
     *
     * @param deviation between folds
     * @param range lowest and highest fold
     * @param pooled of all scans together
     * @param interval 95 % of the pooled figure, by group
     */
    record Line(
            String name, String meaning, String mean, String deviation, String range, String pooled, String interval) {}

    /** At the folds' own thresholds. */
    static FoldTable of(CrossValidationResult result, List<Integer> keptEpochs) {
        List<Row> rows = IntStream.range(0, result.folds().size())
                .mapToObj(i -> row(result.folds().get(i), keptEpochs.get(i)))
                .toList();
        return new FoldTable(rows, mean(result.atChosen()), lines(result.atChosen()));
    }

    /** Every figure over the folds. */
    static List<Line> lines(List<FigureSummary> summaries) {
        return java.util.Arrays.stream(FigureWords.values())
                .map(words -> line(words, find(summaries, words.figure())))
                .toList();
    }

    /** The summary of one figure. */
    static FigureSummary find(List<FigureSummary> summaries, Figure figure) {
        return summaries.stream()
                .filter(summary -> summary.figure() == figure)
                .findFirst()
                .orElseThrow();
    }

    private static Row row(FoldResult fold, int epoch) {
        BinaryMetrics m = fold.atChosen();
        int fitted = fold.training() - fold.tuned();
        return new Row(
                String.valueOf(fold.fold()),
                NumberText.count(m.count()) + ", "
                        + NumberText.count(m.positive().support()),
                fitted > 0
                        ? NumberText.count(fitted) + " + " + NumberText.count(fold.tuned())
                        : NumberText.count(fold.training()),
                epoch == 0 ? "last" : NumberText.count(epoch),
                NumberText.ratio(fold.threshold().value()),
                NumberText.count(m.confusion().falseNegative()),
                NumberText.count(m.confusion().falsePositive()),
                NumberText.ratio(m.sensitivity()),
                NumberText.ratio(m.specificity()),
                NumberText.ratio(m.accuracy()),
                NumberText.ratio(m.rocAuc()));
    }

    private static Row mean(List<FigureSummary> summaries) {
        return new Row(
                "Mean ± SD",
                "",
                "",
                "",
                "",
                "",
                "",
                spread(summaries, Figure.SENSITIVITY),
                spread(summaries, Figure.SPECIFICITY),
                spread(summaries, Figure.ACCURACY),
                spread(summaries, Figure.ROC_AUC));
    }

    private static String spread(List<FigureSummary> summaries, Figure figure) {
        FigureSummary summary = find(summaries, figure);
        return NumberText.ratio(summary.mean()) + " ± " + NumberText.ratio(summary.deviation());
    }

    private static Line line(FigureWords words, FigureSummary summary) {
        boolean narrow = summary.interval().low() == summary.interval().high();
        return new Line(
                words.title(),
                words.meaning(),
                NumberText.ratio(summary.mean()),
                NumberText.ratio(summary.deviation()),
                NumberText.ratio(summary.lowest()) + "–" + NumberText.ratio(summary.highest()),
                NumberText.ratio(summary.pooled()),
                narrow ? NumberText.UNDEFINED : NumberText.interval(summary.interval()));
    }
}
