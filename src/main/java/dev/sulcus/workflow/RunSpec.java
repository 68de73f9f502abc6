package dev.sulcus.workflow;

import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.GpuConfig;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
 * @param numerics what else decides on its last digits; runs of older versions lack it
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
        Numerics numerics,
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
     * What decides on a run's last digits, beside its settings.
     *
     * @param precision that it trains in
     * @param device {@code cpu} or {@code gpu}
     * @param tf32 whether float32 products may round their factors to 10 bits; false on a CPU
     * @param xla whether TensorFlow compiles clusters of operations; false on a CPU
     * @param deterministic whether a GPU may use only operations whose bits repeat; a CPU's always do
     * @param replicas the devices that share each batch, as {@code GPU:1}; empty where one computes, and absent from
     *     runs of older versions
     */
    public record Numerics(
            Precision precision,
            String device,
            boolean tf32,
            boolean xla,
            boolean deterministic,
            List<String> replicas) {
        /** Copies the list. */
        public Numerics {
            replicas = replicas == null ? List.of() : List.copyOf(replicas);
        }

        static Numerics of(Recipe recipe, SessionConfig session) {
            boolean gpu = session.device() == DeviceChoice.GPU;
            GpuConfig card = session.gpu() == null ? GpuConfig.DEFAULT : session.gpu();
            return new Numerics(
                    recipe.training().precision(),
                    gpu ? "gpu" : "cpu",
                    gpu && card.tf32(),
                    gpu && card.xla(),
                    session.deterministic(),
                    new ReplicaDevices(gpu, recipe.training().replicas()).names());
        }

        /** "float32 on the gpu, TF32 off, XLA off, deterministic, 2 replicas". */
        String words() {
            String card = device.equals("gpu") ? ", TF32 " + onOff(tf32) + ", XLA " + onOff(xla) : "";
            return precision.word() + " on the " + device + card + (deterministic ? ", deterministic" : "")
                    + (replicas.isEmpty() ? "" : ", " + replicas.size() + " replicas");
        }

        private static String onOff(boolean on) {
            return on ? "on" : "off";
        }
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
     * @param skippedSteps of the finished epochs, without an update because a gradient was not finite in float16; runs of
     *     older versions lack it
     */
    public record Outcome(
            String end, int epochs, int bestEpoch, double stepSeconds, double waitSeconds, int skippedSteps) {
        static Outcome of(TrainingResult result) {
            return new Outcome(
                    result.end().name().toLowerCase(Locale.ROOT),
                    result.history().size(),
                    result.bestEpoch(),
                    result.stepSeconds(),
                    result.waitSeconds(),
                    result.skippedSteps());
        }
    }

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
                numerics,
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
                numerics,
                started,
                ended,
                outcome,
                warnings);
    }
}
