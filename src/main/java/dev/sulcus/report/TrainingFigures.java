package dev.sulcus.report;

import dev.sulcus.report.Chart.Axis;
import dev.sulcus.report.Chart.Mark;
import dev.sulcus.report.Chart.Point;
import dev.sulcus.report.Chart.Series;
import dev.sulcus.training.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How the figures of a run moved over its epochs, or over the iterations of a solver. Thread-safe. */
final class TrainingFigures {
    private final List<EpochRecord> history;
    private final int bestEpoch;
    private final boolean solved;

    /** Of {@code history}, not empty; {@code bestEpoch} is 0 when unknown. */
    TrainingFigures(List<EpochRecord> history, int bestEpoch) {
        this(history, bestEpoch, false);
    }

    /** As above; {@code solved} when a solver's iterations stand in the place of epochs. */
    TrainingFigures(List<EpochRecord> history, int bestEpoch, boolean solved) {
        this.history = history;
        this.bestEpoch = bestEpoch;
        this.solved = solved;
    }

    /** Loss, accuracy, area under the curve and, of a training by steps, learning rate. */
    List<Figure> all() {
        return solved ? List.of(objective(), accuracy(), auc()) : List.of(loss(), accuracy(), auc(), learningRate());
    }

    /** The epoch whose weights were kept. */
    Optional<EpochRecord> best() {
        return history.stream().filter(epoch -> epoch.epoch() == bestEpoch).findFirst();
    }

    private Figure loss() {
        List<Line> lines = List.of(
                new Line("Training", "train", EpochRecord::loss),
                new Line("Validation", "validation", EpochRecord::valLoss));
        String summary = move("Validation loss", EpochRecord::valLoss)
                + " The training loss is class-weighted and measured with augmentation and dropout on, so only the shapes"
                + " of the two lines compare.";
        return figure("loss", "Loss", summary, Axis.free("binary cross-entropy", "linear"), lines);
    }

    private Figure objective() {
        List<Line> lines = List.of(
                new Line("Objective per scan", "train", EpochRecord::loss),
                new Line("Validation loss", "validation", EpochRecord::valLoss));
        String summary = move("Objective per training scan, penalty included", EpochRecord::loss) + " "
                + move("Validation loss, without penalty", EpochRecord::valLoss)
                + " The solver minimises the first line alone; validation decided nothing.";
        return figure("loss", "Objective", summary, Axis.free("loss", "linear"), lines);
    }

    private Figure accuracy() {
        List<Line> lines = List.of(
                new Line("Training", "train", EpochRecord::accuracy),
                new Line("Validation", "validation", EpochRecord::valAccuracy));
        String summary = move("Validation accuracy", EpochRecord::valAccuracy) + " Threshold 0.5.";
        return figure("accuracy", "Accuracy", summary, ratioAxis("accuracy", lines), lines);
    }

    private Figure auc() {
        List<Line> lines = List.of(new Line("Validation", "validation", EpochRecord::valAuc));
        String summary = move("Validation area under the ROC curve", EpochRecord::valAuc) + " Chance is 0.5.";
        return figure("auc", "ROC AUC", summary, ratioAxis("area", lines), lines);
    }

    private Figure learningRate() {
        List<Line> lines = List.of(new Line("Learning rate", "rate", EpochRecord::learningRate));
        double from = first().learningRate();
        double to = last().learningRate();
        String summary = from == to
                ? NumberText.number(from) + " throughout."
                : "From " + NumberText.number(from) + " to " + NumberText.number(to) + ".";
        return figure("learning-rate", "Learning rate", summary, learningRateAxis(), lines);
    }

    // Logarithmic only where a linear axis would flatten the last steps.
    private Axis learningRateAxis() {
        var rates = history.stream()
                .mapToDouble(EpochRecord::learningRate)
                .filter(rate -> rate > 0)
                .summaryStatistics();
        boolean wide = rates.getCount() > 0 && rates.getMax() / rates.getMin() > 20;
        return wide ? Axis.free("learning rate", "log") : new Axis("learning rate", 0, Double.NaN, "linear");
    }

    private Figure figure(String id, String title, String summary, Axis y, List<Line> lines) {
        List<Series> series = lines.stream().map(this::series).toList();
        List<Mark> marks = bestEpoch == 0 ? List.of() : List.of(new Mark(bestEpoch, "kept"));
        Axis x = new Axis(round(), first().epoch(), Math.max(last().epoch(), first().epoch() + 1), "whole");
        return new Figure(id, title, summary, new Chart("line", x, y, List.of(), series, marks), table(title, lines));
    }

    private Series series(Line line) {
        List<Point> points = history.stream()
                .map(epoch -> Point.of(epoch.epoch(), line.value().applyAsDouble(epoch)))
                .toList();
        return new Series(line.name(), line.role(), points);
    }

    private Figure.Table table(String title, List<Line> lines) {
        var header = new ArrayList<String>(List.of(solved ? "Iteration" : "Epoch"));
        lines.forEach(line -> header.add(line.name()));
        List<List<String>> rows =
                history.stream().map(epoch -> row(epoch, lines)).toList();
        return new Figure.Table(title + " by " + round(), header, rows);
    }

    private List<String> row(EpochRecord epoch, List<Line> lines) {
        var row = new ArrayList<String>(List.of(epoch.epoch() + (epoch.epoch() == bestEpoch ? " (kept)" : "")));
        lines.forEach(line -> row.add(NumberText.number(line.value().applyAsDouble(epoch))));
        return row;
    }

    private String move(String what, ToDoubleFunction<EpochRecord> value) {
        EpochRecord from = history.stream()
                .filter(epoch -> !Double.isNaN(value.applyAsDouble(epoch)))
                .findFirst()
                .orElse(first());
        String where = solved ? " in iteration " + from.epoch() + ", " : " in the first epoch, ";
        String text = what + ": " + NumberText.ratio(value.applyAsDouble(from)) + where
                + NumberText.ratio(value.applyAsDouble(last())) + " in the last";
        return text
                + best().map(epoch -> ", " + NumberText.ratio(value.applyAsDouble(epoch)) + " in epoch " + epoch.epoch()
                                + ", which was kept")
                        .orElse("")
                + ".";
    }

    // From 0.5, where chance is, unless something lies below: then from 0.
    private Axis ratioAxis(String title, List<Line> lines) {
        boolean below = history.stream()
                .anyMatch(epoch -> lines.stream().anyMatch(line -> line.value().applyAsDouble(epoch) < 0.5));
        return new Axis(title, below ? 0 : 0.5, 1, "linear");
    }

    private String round() {
        return solved ? "iteration" : "epoch";
    }

    private EpochRecord first() {
        return history.get(0);
    }

    private EpochRecord last() {
        return history.get(history.size() - 1);
    }

    private record Line(String name, String role, ToDoubleFunction<EpochRecord> value) {}
}
