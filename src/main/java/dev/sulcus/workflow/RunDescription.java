package dev.sulcus.workflow;

import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.DeviceReport;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingPlan;
import dev.sulcus.workflow.RunSpec.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What run.json says of a run before its first step. Stateless, thread-safe. */
final class RunDescription {
    private RunDescription() {}

    /**
     * A run that begins now.
     *
     * @param split what it learns from and what it watches
     * @param device the machine
     */
    static RunSpec of(Recipe recipe, Dataset data, DuplicateGroups groups, Split split, DeviceReport device) {
        return new RunSpec(
                RunSpec.SCHEMA,
                Status.TRAINING,
                recipe,
                describe(data, groups, split),
                recipe.network().build(recipe.pixels()).parameters(),
                classWeights(recipe, SplitPart.of(data, split.training()), SplitPart.of(data, split.validation())),
                Versions.of(device),
                cpu(device) + replicas(recipe.training().replicas()),
                now(),
                null,
                null,
                warnings(recipe, data, groups, split));
    }

    /** As training itself will weigh. */
    private static ClassWeights classWeights(Recipe recipe, SplitPart learnt, SplitPart watched) {
        return new TrainingPlan(recipe.pixels(), recipe.network(), recipe.training(), learnt, watched, null)
                .classWeights();
    }

    private static String replicas(int count) {
        return count == 1 ? "" : ", " + count + " replicas";
    }

    /** The machine in a few words. */
    static String cpu(DeviceReport device) {
        return "cpu: " + device.cpu().model() + ", " + device.cpu().usable() + " cores";
    }

    /**
     * Refuses data that no model can learn from.
     *
     * @throws Fault of kind data when a label is absent
     */
    static void requireBothLabels(Dataset data) {
        for (int label = 0; label <= 1; label++) {
            if (data.count(label) == 0) {
                throw Fault.data(data.root() + ": no readable scan " + (label == 1 ? "with" : "without")
                        + " tumour; a model needs both kinds to learn from");
            }
        }
    }

    /** What a reader should know of the data before they believe a figure. */
    static List<String> dataWarnings(Dataset data, DuplicateGroups groups) {
        var warnings = new ArrayList<String>();
        if (!groups.conflicts().isEmpty()) {
            warnings.add(groups.conflicts().size() + " groups of duplicates hold both labels; see explore");
        }
        if (!data.unreadable().isEmpty()) {
            warnings.add(data.unreadable().size() + " files could not be read and are left out");
        }
        return warnings;
    }

    /** This moment: ISO 8601, UTC, whole seconds. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static RunSpec.Data describe(Dataset data, DuplicateGroups groups, Split split) {
        return new RunSpec.Data(
                data.root().toAbsolutePath().normalize().toString(),
                data.fingerprint(),
                data.roles().negative(),
                data.roles().positive(),
                data.scans().size(),
                groups.groups(),
                split.training().length,
                split.validation().length,
                split.hash(data),
                split.crossings(groups));
    }

    private static List<String> warnings(Recipe recipe, Dataset data, DuplicateGroups groups, Split split) {
        var warnings = new ArrayList<String>();
        int crossings = split.crossings(groups);
        if (crossings > 0) {
            warnings.add(
                    crossings + " of " + split.validation().length + " validation scans are a copy or near-duplicate"
                            + " of a training scan: the figures flatter the model; --split grouped:0.2 keeps them apart");
        }
        SplitPart validation = SplitPart.of(data, split.validation());
        if (validation.size() > 0 && (validation.count(0) == 0 || validation.count(1) == 0)) {
            warnings.add("no validation scan is " + (validation.count(1) == 0 ? "with" : "without") + " tumour: nothing"
                    + " can show that the model tells the two apart; add scans");
        }
        warnings.addAll(dataWarnings(data, groups));
        warnings.addAll(RecipeWarnings.of(recipe));
        return warnings;
    }
}
