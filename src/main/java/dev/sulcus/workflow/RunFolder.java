package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a run, by name.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    /** What produced it. */
    public Path run() {
        return path.resolve("run.json");
    }

    /** Which scans trained and which validated. */
    public Path split() {
        return path.resolve("split.json");
    }

    /** One line per epoch. */
    public Path history() {
        return path.resolve("history.csv");
    }

    /** Every figure of the validation part. */
    public Path metrics() {
        return path.resolve("metrics.json");
    }

    /** One line per scan of the validation part. */
    public Path predictions() {
        return path.resolve("predictions.csv");
    }

    /** The SavedModel. */
    public Path model() {
        return path.resolve("model");
    }

    /** What a killed run continues from. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** What a process holds while it trains here. */
    public Path lock() {
        return path.resolve(".lock");
    }

    /** The page. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** The folder's own name. */
    String name() {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /** Of a cross-validation: which scan is tested in which fold. */
    public Path folds() {
        return path.resolve("folds.json");
    }

    /** Of a cross-validation: the folder of one fold's run, from 1. */
    public RunFolder fold(int number) {
        return new RunFolder(path.resolve("fold-" + number));
    }

    /** Of a fold: one line per scan that chose its epoch and threshold. */
    public Path tuning() {
        return path.resolve("tuning.csv");
    }

    /** Whether it holds a cross-validation rather than a run of its own. */
    public boolean holdsCrossValidation() {
        return Files.isRegularFile(run())
                && CrossValidationSpec.KIND.equals(
                        Json.read(run(), JsonNode.class).path("kind").asText());
    }

    /**
     * Refuses to write over a run.
     *
     * @throws Fault of kind usage when it holds one
     */
    void requireNoRun() {
        if (Files.exists(run())) {
            throw Fault.usage(
                    path + " already holds a run; take another folder, or continue it with train --resume " + path);
        }
    }

    /**
     * Reads run.json of a cross-validation.
     *
     * @throws Fault of kind data when it does not fit
     */
    public CrossValidationSpec readCrossValidation() {
        return Json.read(run(), CrossValidationSpec.class);
    }

    /**
     * Reads run.json.
     *
     * @throws Fault of kind data when this is not a run's folder
     */
    public RunSpec readRun() {
        if (!Files.isRegularFile(run())) {
            throw Fault.data(path + ": no run here (there is no run.json); name the folder that train wrote");
        }
        if (holdsCrossValidation()) {
            throw Fault.usage(
                    path + " holds a cross-validation, but one run is needed; name a fold, such as " + fold(1).path());
        }
        return Json.read(run(), RunSpec.class);
    }

    /** Reads split.json. */
    public SplitSpec readSplit() {
        return Json.read(split(), SplitSpec.class);
    }
}
