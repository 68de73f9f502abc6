package dev.sulcus.report;

import dev.sulcus.evaluation.ComparedModel;
import dev.sulcus.evaluation.ModelComparison;
import java.util.Comparator;
import java.util.List;

/**
 * Models on the same scans, as pages show them. Immutable.
 *
 * @param name heading
 * @param judged on what, and how, in a sentence
 * @param half the comparison of calls at 0.5
 * @param chosen the comparison of calls at the thresholds that the models came with; the same as {@code half} where none
 *     has others
 * @param models one per compared model, in the same order
 * @param timing how scoring was measured; empty when it was not
 * @param warnings one line each
 */
public record ComparisonContent(
        String name,
        String judged,
        ModelComparison half,
        ModelComparison chosen,
        List<ModelCard> models,
        String timing,
        List<String> warnings) {
    /** Copies the lists. */
    public ComparisonContent {
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }

    /** The model whose area under the ROC curve is largest among those that are not degenerate, if there are any. */
    public ModelCard leader() {
        return models.stream()
                .max(Comparator.comparing((ModelCard card) -> card.degenerate().isEmpty())
                        .thenComparingDouble(card -> rank(at(card).metrics().rocAuc())))
                .orElseThrow();
    }

    /** Figures at 0.5. */
    ComparedModel at(ModelCard card) {
        return half.models().get(models.indexOf(card));
    }

    /** Figures at the model's own thresholds. */
    ComparedModel chosenAt(ModelCard card) {
        return chosen.models().get(models.indexOf(card));
    }

    boolean hasChosen() {
        return models.stream().anyMatch(ModelCard::hasChosen);
    }

    private static double rank(double auc) {
        return Double.isNaN(auc) ? -1 : auc;
    }
}
