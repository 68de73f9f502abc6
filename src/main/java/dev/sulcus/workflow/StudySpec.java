package dev.sulcus.workflow;

import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.shortcut.ShortcutAudit;
import dev.sulcus.workflow.RunSpec.Status;
import java.util.List;
import java.util.Map;

/**
 * study.json: what a study does, and what came out.
 *
 * @param schema version of this record
 * @param status where it stands
 * @param protocol how it judges
 * @param models architectures, in the order of the tables; each has a run's folder of its name
 * @param seed of the recipes
 * @param folds how the scans are parted; null in the notebook's protocol
 * @param recipes the resolved settings, by model
 * @param timing whether it measures how fast each model scores
 * @param data which scans
 * @param versions what made it
 * @param device what it runs on
 * @param started ISO 8601, UTC
 * @param ended ISO 8601, UTC; null while it runs
 * @param shortcuts how far file facts alone go; null until it has ended, or where too few groups allow no answer
 * @param comparison the models side by side; null until it has ended
 */
public record StudySpec(
        int schema,
        Status status,
        StudyProtocol protocol,
        List<String> models,
        long seed,
        CrossValidationConfig folds,
        Map<String, Recipe> recipes,
        boolean timing,
        DataSpec data,
        Versions versions,
        String device,
        String started,
        String ended,
        ShortcutAudit shortcuts,
        CompareDocument comparison) {
    /** The version this program writes. */
    public static final int SCHEMA = 1;

    /** Refuses what a newer program wrote. */
    public StudySpec {
        if (schema > SCHEMA) {
            throw Fault.data("study.json was written by a newer Sulcus (schema " + schema + "); update Sulcus");
        }
        if (status == null
                || protocol == null
                || models == null
                || recipes == null
                || data == null
                || versions == null) {
            throw Fault.data("lacks status, protocol, models, recipes, data or versions; restore it from a copy");
        }
        models = List.copyOf(models);
    }

    /** Whether both would train the same models on the same scans in the same way. */
    boolean sameWork(StudySpec other) {
        return protocol == other.protocol
                && models.equals(other.models)
                && recipes.equals(other.recipes)
                && (folds == null ? other.folds == null : folds.equals(other.folds))
                && data.fingerprint().equals(other.data.fingerprint());
    }

    StudySpec withStatus(Status newStatus, String when, ShortcutAudit audit, CompareDocument compared) {
        return new StudySpec(
                schema, newStatus, protocol, models, seed, folds, recipes, timing, data, versions, device, started,
                when, audit, compared);
    }
}
