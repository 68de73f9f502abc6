package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Classifier;
import dev.sulcus.scoring.InputList;
import dev.sulcus.scoring.Scorer;
import dev.sulcus.scoring.ScoringResult;
import dev.sulcus.scoring.WorklistCsv;
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
        try (Classifier classifier = models.open(config.views(), config.engine(), config.resources(), narrator);
                Narrator.Task task = narrator.task("scoring", inputs.files().size())) {
            result = Scorer.score(
                    classifier,
                    inputs,
                    models.pipeline(config.resources()),
                    models.threshold(),
                    new StopCheck(task, narrator));
        }
        WorklistCsv.write(config.out(), result);
        announce(config, result, narrator);
        return result;
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
            narrator.warn(result.quarantined().size() + " files could not be scored; they are named in "
                    + WorklistCsv.quarantine(config.out()));
        }
        if (result.rows().isEmpty()) {
            throw Fault.data("nothing could be scored: " + why(result) + "; no worklist was written");
        }
        narrator.say(String.format(
                "%,d scans scored in %.1f s (%.0f images/s, %s), %,d reach the threshold of %s: %s",
                result.rows().size(),
                result.seconds(),
                result.rows().size() / result.seconds(),
                result.engine(),
                result.flagged(),
                result.threshold(),
                config.out()));
    }
}
