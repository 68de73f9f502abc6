package dev.sulcus.workflow;

import dev.sulcus.evaluation.ComparedModel;
import dev.sulcus.evaluation.PairedComparison;
import dev.sulcus.metrics.BinaryMetrics;
import java.util.ArrayList;
import java.util.List;

/** A comparison as lines for a terminal. Stateless, thread-safe. */
final class CompareText {
    private CompareText() {}

    static List<String> lines(CompareDocument document) {
        var lines = new ArrayList<String>();
        int width = document.models().stream()
                .mapToInt(model -> model.name().length())
                .max()
                .orElse(0);
        String name = "%-" + Math.max(width, 5) + "s";
        lines.add(String.format(
                name + "  accuracy          recall            AUC               parameters    training  img/s",
                "model"));
        for (int i = 0; i < document.models().size(); i++) {
            lines.add(line(
                    name, document.models().get(i), document.atHalf().models().get(i)));
        }
        lines.add("called tumour from 0.5 on; in brackets 95 % intervals, copies counted once");
        document.atHalf().pairs().stream().map(PairedComparison::sentence).forEach(lines::add);
        for (CompareDocument.Model model : document.models()) {
            model.failures().forEach(failure -> lines.add(model.name() + ": " + failure.sentence()));
        }
        return lines;
    }

    private static String line(String name, CompareDocument.Model model, ComparedModel figures) {
        BinaryMetrics m = figures.metrics();
        return String.format(
                name + "  %s  %s  %s  %,10d  %9s  %5s",
                model.name(),
                ranged(
                        m.accuracy(),
                        m.intervals().accuracy().low(),
                        m.intervals().accuracy().high()),
                ranged(
                        m.sensitivity(),
                        figures.sensitivity().exact().low(),
                        figures.sensitivity().exact().high()),
                ranged(
                        m.rocAuc(),
                        m.intervals().rocAuc().low(),
                        m.intervals().rocAuc().high()),
                model.parameters(),
                Double.isNaN(model.trainingSeconds()) ? "-" : FoldClock.text(model.trainingSeconds()),
                Double.isNaN(model.imagesPerSecond()) ? "-" : String.format("%.0f", model.imagesPerSecond()));
    }

    private static String ranged(double value, double low, double high) {
        return Double.isNaN(value) ? String.format("%-16s", "-") : String.format("%.2f (%.2f-%.2f) ", value, low, high);
    }
}
