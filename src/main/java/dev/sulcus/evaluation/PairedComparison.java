package dev.sulcus.evaluation;

import dev.sulcus.metrics.AucDifference;
import dev.sulcus.metrics.McNemar;
import dev.sulcus.metrics.PairedDifference;
import java.util.List;
import java.util.Locale;

/**
 * Two models on the same scans. Immutable.
 *
 * @param first name
 * @param second name
 * @param differences first - second of accuracy, sensitivity, specificity, AUC and Brier score, with bootstrap intervals
 *     by group
 * @param mcNemar whether their calls are right equally often
 * @param mcNemarHolm its p value by group, adjusted for all pairs
 * @param auc whether their areas under the ROC curve differ
 * @param aucHolm its p value by group, adjusted for all pairs
 * @param calls which makes more right calls
 * @param ranking which ranks tumours above the rest better
 * @param sentence the same for a person
 */
public record PairedComparison(
        String first,
        String second,
        List<PairedDifference> differences,
        McNemar mcNemar,
        double mcNemarHolm,
        AucDifference auc,
        double aucHolm,
        Verdict calls,
        Verdict ranking,
        String sentence) {
    /** Copies the list. */
    public PairedComparison {
        differences = List.copyOf(differences);
    }

    static PairedComparison of(
            String first,
            String second,
            List<PairedDifference> differences,
            McNemar mcNemar,
            double mcNemarHolm,
            AucDifference auc,
            double aucHolm) {
        Verdict calls = Verdict.of(mcNemarHolm, mcNemar.onlyFirstRight() - mcNemar.onlySecondRight());
        Verdict ranking = Verdict.of(aucHolm, auc.difference());
        String callWords = words(calls, first, second, "is right more often", "is right more often cannot be told");
        String rankWords = words(
                ranking,
                first,
                second,
                "ranks tumours above the rest better",
                "ranks tumours above the rest better cannot be told");
        String sentence = String.format(
                Locale.ROOT,
                "%s: only %s was right on %d scans, only %s on %d (McNemar, adjusted p %s). %s: AUC %.3f against %.3f (DeLong, adjusted p %s).",
                callWords,
                first,
                mcNemar.onlyFirstRight(),
                second,
                mcNemar.onlySecondRight(),
                p(mcNemarHolm),
                rankWords,
                auc.first(),
                auc.second(),
                p(aucHolm));
        return new PairedComparison(
                first, second, differences, mcNemar, mcNemarHolm, auc, aucHolm, calls, ranking, sentence);
    }

    private static String words(Verdict verdict, String first, String second, String better, String unclear) {
        return switch (verdict) {
            case FIRST_BETTER -> first + " " + better;
            case SECOND_BETTER -> second + " " + better;
            case CANNOT_TELL -> "Which of " + first + " and " + second + " " + unclear;
        };
    }

    private static String p(double p) {
        if (Double.isNaN(p)) {
            return "undefined";
        }
        return p < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
