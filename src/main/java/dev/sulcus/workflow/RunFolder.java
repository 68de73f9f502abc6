package dev.sulcus.workflow;

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

    /** Some training scans as stored, each beside the pixels that entered. */
    public Path entered() {
        return path.resolve("entered.png");
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

    /**
     * Reads run.json.
     *
     * @throws Fault of kind data when this is not a run's folder
     */
    public RunSpec readRun() {
        if (!Files.isRegularFile(run())) {
            throw Fault.data(path + ": no run here (there is no run.json); name the folder that train wrote");
        }
        return Json.read(run(), RunSpec.class);
    }

    /** Reads split.json. */
    public SplitSpec readSplit() {
        return Json.read(split(), SplitSpec.class);
    }
}
