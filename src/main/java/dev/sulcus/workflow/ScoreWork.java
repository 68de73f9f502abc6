package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.resident.Card;
import dev.sulcus.scoring.InputList;
import dev.sulcus.scoring.Scorer;
import dev.sulcus.scoring.ScoringResult;
import dev.sulcus.scoring.WorklistCsv;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;

/** What {@code score} does: files become a worklist, most urgent first. */
public final class ScoreWork {
    private ScoreWork() {}

    /**
     * Scores everything and writes the worklist and its quarantine.
     *
     * @throws Fault of kind data when there was nothing to score; what could not be read is in the quarantine then
     */
    public static ScoringResult run(ScoreConfig config, Narrator narrator) {
        if (Files.isDirectory(config.out())) {
            throw Fault.usage(config.out() + " is a folder; name a file for the worklist, such as "
                    + config.out().resolve("worklist.csv"));
        }
        AtomicFile.requireReplaceable(config.out());
        SavedModels models = SavedModels.find(config.run());
        return OutputLock.holding(
                WorklistCsv.lock(config.out()), config.out().toString(), () -> run(config, models, narrator));
    }

    private static ScoringResult run(ScoreConfig config, SavedModels models, Narrator narrator) {
        InputList inputs = InputList.collect(config.inputs());
        ScoringResult result;
        try (Classifier classifier = models.open(config.views(), config.engine(), config.resources(), narrator)) {
            PipelineConfig onCard = models.pipelineOnCard(config.resources());
            Card card = CardChoice.of(config.decoder(), classifier, onCard, narrator);
            try (Narrator.Task task = narrator.task("scoring", inputs.files().size())) {
                PipelineConfig pipeline = card == null ? models.pipeline(config.resources()) : onCard;
                var progress = new StopCheck(task, narrator);
                result = card == null
                        ? Scorer.score(classifier, inputs, pipeline, models.threshold(), progress)
                        : Scorer.scoreOnCard(classifier, inputs, card, pipeline, models.threshold(), progress);
            }
            classifier.locking().refusal().ifPresent(narrator::warn);
        }
        WorklistCsv.write(config.out(), result);
        announce(config, result, narrator);
        return result;
    }

    /** Four digits tell thresholds apart; the model keeps all of them. */
    static String threshold(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String why(ScoringResult result) {
        if (result.quarantined().isEmpty()) {
            return "there are no files in what you named";
        }
        UnreadableScan first = result.quarantined().get(0);
        return first.path() + ": " + first.reason();
    }

    private static void announce(ScoreConfig config, ScoringResult result, Narrator narrator) {
        if (!result.quarantined().isEmpty()) {
            int left = result.quarantined().size();
            narrator.warn((left == 1
                            ? "1 file could not be scored; it is named in "
                            : left + " files could not be scored; they are named in ")
                    + WorklistCsv.quarantine(config.out()));
        }
        if (result.rows().isEmpty()) {
            throw Fault.data("nothing could be scored: " + why(result) + "; no worklist was written");
        }
        narrator.say(String.format(
                "%,d %s scored in %.1f s (%.0f images/s, %s), %,d at or above the threshold of %s: %s",
                result.rows().size(),
                result.rows().size() == 1 ? "scan" : "scans",
                result.seconds(),
                result.rows().size() / result.seconds(),
                result.engine(),
                result.flagged(),
                threshold(result.threshold()),
                config.out()));
        DecodingWords.of(result).forEach(narrator::say);
    }
}
