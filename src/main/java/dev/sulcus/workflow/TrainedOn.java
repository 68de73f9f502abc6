package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.Scan;
import java.util.Arrays;
import java.util.List;

/**
 * What a run, or a cross-validation, was trained on.
 *
 * @param folder where it is
 * @param recipe its settings
 * @param data its scans
 * @param warnings what its reader should know
 * @param tree all of run.json
 */
record TrainedOn(RunFolder folder, Recipe recipe, DataSpec data, List<String> warnings, JsonNode tree) {
    /** Reads run.json of either kind. */
    static TrainedOn read(RunFolder folder) {
        if (folder.holdsCrossValidation()) {
            CrossValidationSpec run = folder.readCrossValidation();
            return new TrainedOn(folder, run.recipe(), run.data(), run.warnings(), Json.tree(run));
        }
        RunSpec run = folder.readRun();
        return new TrainedOn(folder, run.recipe(), run.source(), run.warnings(), Json.tree(run));
    }

    /** The scans of {@code all} that some model learnt from; those that only chose its epoch do not count. */
    List<Scan> learnt(Dataset all) {
        if (folder.holdsCrossValidation()) {
            return all.scans(); // every fold is learnt from by the models of the others
        }
        int[] training = folder.readSplit().toSplit(all).training();
        return Arrays.stream(training).mapToObj(all.scans()::get).toList();
    }
}
