package dev.sulcus.report;

import dev.sulcus.evaluation.PairedComparison;
import dev.sulcus.evaluation.Verdict;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.Degeneracy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The page that sets models side by side: figures with intervals, what chance cannot explain, cost, failures. The same
 * content gives the same bytes. Thread-safe for different targets.
 */
public final class ComparisonPage {
    private ComparisonPage() {}

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, ComparisonContent content) {
        List<Figure> figures = ComparisonFigures.all(content);
        var values = values(content, figures);
        values.put("title", content.name());
        values.put("kicker", "Comparison");
        values.put("verdict", leading(content));
        PageTemplate.write(target, "compare", values, figures);
    }

    /** What every page about several models needs. */
    static Map<String, Object> values(ComparisonContent content, List<Figure> figures) {
        var values = new HashMap<String, Object>();
        values.put("comparison", content);
        values.put("rows", ComparisonTable.rows(content));
        values.put("costs", ComparisonTable.costs(content));
        values.put("strips", ComparisonTable.strips(content));
        values.put("failures", ComparisonTable.failures(content));
        values.put(
                "pairs",
                content.half().pairs().stream().map(PairedComparison::sentence).toList());
        values.put("chosenPairs", content.hasChosen() ? chosenPairs(content) : List.of());
        values.put("figures", figures);
        List<ModelCard> worthless = content.models().stream()
                .filter(card -> !card.degenerate().isEmpty())
                .toList();
        values.put(
                "degenerateTitle",
                DegenerateTitle.ofModels(
                        worthless.stream().map(ModelCard::degenerate).toList()));
        values.put(
                "degenerate",
                worthless.stream()
                        .map(card -> card.name() + ": " + String.join("; ", card.degenerate()))
                        .toList());
        return values;
    }

    private static List<String> chosenPairs(ComparisonContent content) {
        return content.chosen().pairs().stream().map(PairedComparison::sentence).toList();
    }

    /** Which model ranks best, and whether chance can be ruled out. */
    static String leading(ComparisonContent content) {
        ModelCard leader = content.leader();
        if (content.models().stream().noneMatch(card -> card.degenerate().isEmpty())) {
            return content.models().stream().anyMatch(card -> Degeneracy.onlyTooFew(card.degenerate()))
                    ? "There are too few scans to show that any of the models tells tumours from other scans."
                    : "None of the models tells tumours from other scans.";
        }
        List<String> undecided = content.half().pairs().stream()
                .filter(pair ->
                        pair.first().equals(leader.name()) || pair.second().equals(leader.name()))
                .filter(pair -> pair.ranking() == Verdict.CANNOT_TELL)
                .map(pair -> pair.first().equals(leader.name()) ? pair.second() : pair.first())
                .toList();
        return leader.name() + " ranks tumours best"
                + (undecided.isEmpty()
                        ? ", beyond what chance explains."
                        : ", but these scans cannot tell it from " + String.join(" and ", undecided) + ".");
    }
}
