package dev.sulcus.workflow;

import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.RunSpec.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * run.json of a cross-validation: what produced it.
 *
 * @param schema version of this record
 * @param kind {@value #KIND}; a run of its own has no such member
 * @param status where it stands
 * @param recipe the resolved settings; each fold has them too, with a seed of its own
 * @param folds how the scans were parted
 * @param data what was parted
 * @param foldsHash hash of who is in which part of which fold
 * @param parameters numbers of one network
 * @param versions what made it
 * @param device what it ran on
 * @param started ISO 8601, UTC
 * @param ended ISO 8601, UTC; null while it runs
 * @param outcome how it went; null until it has ended
 * @param warnings what a reader should know before they believe the figures
 */
public record CrossValidationSpec(
        int schema,
        String kind,
        Status status,
        Recipe recipe,
        CrossValidationConfig folds,
        DataSpec data,
        String foldsHash,
        long parameters,
        Versions versions,
        String device,
        String started,
        String ended,
        Outcome outcome,
        List<String> warnings) {
    /** What makes run.json that of a cross-validation. */
    public static final String KIND = "cross-validation";

    /** The version this program writes. */
    public static final int SCHEMA = 1;

    /** Refuses what a newer program wrote. */
    public CrossValidationSpec {
        if (schema > SCHEMA) {
            throw Fault.data("run.json was written by a newer Sulcus (schema " + schema + "); update Sulcus");
        }
        if (status == null || recipe == null || folds == null || data == null || versions == null) {
            throw Fault.data("lacks status, recipe, folds, data or versions; restore it from a copy");
        }
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /**
     * How it went.
     *
     * @param folds the finished folds
     * @param threshold from which the mean of the fold models flags a scan of other data: the mean of the folds'
     *     thresholds, for none of them may be chosen on test scans
     */
    public record Outcome(List<FoldOutcome> folds, double threshold) {
        /** Copies the list. */
        public Outcome {
            folds = List.copyOf(folds);
        }
    }

    /**
     * How one fold went.
     *
     * @param fold from 1
     * @param seed its recipe's; of the first of its models, like the next two
     * @param epochs finished
     * @param bestEpoch whose weights were kept; 0 when the last ones were
     * @param threshold chosen on its tuning scans
     */
    public record FoldOutcome(int fold, long seed, int epochs, int bestEpoch, double threshold) {}

    CrossValidationSpec withStatus(Status newStatus, String when, Outcome how) {
        return new CrossValidationSpec(
                schema,
                kind,
                newStatus,
                recipe,
                folds,
                data,
                foldsHash,
                parameters,
                versions,
                device,
                started,
                when,
                how,
                warnings);
    }

    CrossValidationSpec withWarning(String warning) {
        var more = new ArrayList<>(warnings);
        more.add(0, warning);
        return new CrossValidationSpec(
                schema,
                kind,
                status,
                recipe,
                folds,
                data,
                foldsHash,
                parameters,
                versions,
                device,
                started,
                ended,
                outcome,
                more);
    }
}
