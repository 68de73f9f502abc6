package dev.sulcus.workflow;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a study, by name.
 *
 * @param path the folder
 */
record StudyFolder(Path path) {
    private static final String FED_RIGHT = "-fed-right";

    /** What it does, and what came out. */
    Path study() {
        return path.resolve("study.json");
    }

    /** The page. */
    Path page() {
        return path.resolve("study.html");
    }

    /** What is in the scans. */
    Path explored() {
        return path.resolve("explore");
    }

    /** What a process holds while it works here. */
    Path lock() {
        return path.resolve(".lock");
    }

    /** The run of one model. */
    RunFolder run(String model) {
        return new RunFolder(path.resolve(model));
    }

    /** The same weights as those of {@code model}, without the double scaling. */
    RunFolder fedRight(String model) {
        return new RunFolder(path.resolve(model + FED_RIGHT));
    }

    /** Whether a study began here. */
    boolean begun() {
        return Files.isRegularFile(study());
    }

    /**
     * Reads study.json.
     *
     * @throws Fault of kind data when there is none
     */
    StudySpec read() {
        if (!begun()) {
            throw Fault.data(path + ": no study here (there is no study.json); name the folder that study wrote");
        }
        return Json.read(study(), StudySpec.class);
    }
}
