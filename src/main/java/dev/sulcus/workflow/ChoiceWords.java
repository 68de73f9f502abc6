package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.metrics.ThresholdConfig;
import dev.sulcus.report.ThresholdWords;
import dev.sulcus.training.EarlyStoppingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a run came to its weights and its threshold, by its own recipe. Stateless, thread-safe. */
final class ChoiceWords {
    private ChoiceWords() {}

    /** Two sentences. */
    static String of(ComparedRun run) {
        return epoch(run.trained().recipe(), run.grouped()) + ". " + threshold(run) + ".";
    }

    /**
     * Which epoch's weights are kept, without a full stop.
     *
     * @param apart whether the scans that are watched are others than those that judge
     */
    static String epoch(Recipe recipe, boolean apart) {
        EarlyStoppingConfig stopping = recipe.training().earlyStopping();
        if (recipe.solved()) {
            return "Solved to its end: no epoch was chosen";
        }
        if (!stopping.restoreBest()) {
            return "The last epoch’s weights are kept, of " + recipe.training().epochs()
                    + " at most: no scan chose the epoch";
        }
        return "The epoch with the best " + stopping.monitor().name().toLowerCase(Locale.ROOT) + " on "
                + (apart ? "tuning scans of the training folds" : "the very scans that judge it") + " was kept";
    }

    private static String threshold(ComparedRun run) {
        if (run.wanted().kind() == ThresholdConfig.Kind.FIXED) {
            return "The threshold, " + run.wanted().value() + ", was fixed beforehand";
        }
        var tuned = new ArrayList<ThresholdWords.Tuned>();
        for (JsonNode fold :
                Json.read(run.trained().folder().metrics(), JsonNode.class).path("folds")) {
            JsonNode threshold = fold.path("threshold");
            int found = threshold.at("/tuning/truePositive").asInt();
            int missed = threshold.at("/tuning/falseNegative").asInt();
            tuned.add(new ThresholdWords.Tuned(
                    found, found + missed, threshold.path("value").asDouble(Double.NaN)));
        }
        return ThresholdWords.of(run.wanted().value(), List.copyOf(tuned));
    }
}
