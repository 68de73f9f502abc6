package dev.sulcus.workflow;

import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * run.json: what produced a run.
 *
 * @param schema version of this record
 * @param status where it stands
 * @param recipe the resolved settings
 * @param data what it was trained on
 * @param parameters numbers of the network, those that are never trained among them
 * @param classWeights what each training sample's loss was multiplied by
 * @param versions what made it
 * @param device what it ran on
 * @param started ISO 8601, UTC
 * @param ended ISO 8601, UTC; null while it runs
 * @param outcome how training went; null until it has ended
 * @param warnings what a reader should know before they believe the figures
 */
public record RunSpec(
        int schema,
        Status status,
        Recipe recipe,
        Data data,
        long parameters,
        ClassWeights classWeights,
        Versions versions,
        String device,
        String started,
        String ended,
        Outcome outcome,
        List<String> warnings) {
    /** The version this program writes. */
    public static final int SCHEMA = 1;

    /** Refuses what a newer program wrote. */
    public RunSpec {
        if (schema > SCHEMA) {
            throw Fault.data("run.json was written by a newer Sulcus (schema " + schema + "); update Sulcus");
        }
        if (status == null || recipe == null || data == null || classWeights == null || versions == null) {
            throw Fault.data("lacks status, recipe, data, classWeights or versions; restore it from a copy");
        }
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** Where a run stands. */
    public enum Status {
        TRAINING,
        INTERRUPTED,
        FINISHED
    }

    /**
     * What a run was trained on.
     *
     * @param folder absolute path
     * @param fingerprint hash of paths, contents and labels
     * @param negative class names with label 0
     * @param positive class names with label 1
     * @param scans readable ones
     * @param groups independent ones among them
     * @param training scans that trained
     * @param validation scans that validated
     * @param splitHash hash of who is on which side
     * @param crossings validation scans that are a near-duplicate of a training scan
     */
    public record Data(
            String folder,
            String fingerprint,
            List<String> negative,
            List<String> positive,
            int scans,
            int groups,
            int training,
            int validation,
            String splitHash,
            int crossings) {
        /** Refuses what lacks the members that find the data again. */
        public Data {
            if (folder == null || fingerprint == null || negative == null || positive == null) {
                throw Fault.data("data lacks folder, fingerprint, negative or positive; restore it from a copy");
            }
        }
    }

    /** Where the scans are. */
    DataSpec source() {
        return new DataSpec(data.folder, data.fingerprint, data.negative, data.positive, data.scans, data.groups);
    }

    /**
     * How training went.
     *
     * @param end why it ended
     * @param epochs finished
     * @param bestEpoch whose weights were kept; 0 when the last ones were
     * @param stepSeconds inside optimizer steps
     * @param waitSeconds waiting for pictures
     */
    public record Outcome(String end, int epochs, int bestEpoch, double stepSeconds, double waitSeconds) {}

    RunSpec withWarning(String warning) {
        var more = new ArrayList<>(warnings);
        more.add(warning);
        return new RunSpec(
                schema,
                status,
                recipe,
                data,
                parameters,
                classWeights,
                versions,
                device,
                started,
                ended,
                outcome,
                more);
    }

    RunSpec withStatus(Status status, String ended, Outcome outcome) {
        return new RunSpec(
                schema,
                status,
                recipe,
                data,
                parameters,
                classWeights,
                versions,
                device,
                started,
                ended,
                outcome,
                warnings);
    }
}
