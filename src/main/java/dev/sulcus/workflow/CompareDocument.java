package dev.sulcus.workflow;

import dev.sulcus.evaluation.FailureMode;
import dev.sulcus.evaluation.ModelComparison;
import dev.sulcus.metrics.OperatingPointResult;
import java.util.List;

/**
 * compare.json.
 *
 * @param schema version of this record
 * @param data which scans
 * @param models what was compared, in the order given
 * @param atHalf figures and tests of calls at 0.5
 * @param atChosen the same of calls at the thresholds that the models came with; null where all are 0.5
 * @param timing how scoring was measured; empty when it was not
 * @param device the machine that compared
 * @param warnings what a reader should know before they believe the figures
 */
public record CompareDocument(
        int schema,
        DataSpec data,
        List<Model> models,
        ModelComparison atHalf,
        ModelComparison atChosen,
        String timing,
        String device,
        List<String> warnings) {
    /** The version this program writes. */
    public static final int SCHEMA = 1;

    /** Copies the lists. */
    public CompareDocument {
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }

    /**
     * One model.
     *
     * @param name in the comparison
     * @param run its folder
     * @param architecture as {@code --model} takes it
     * @param parameters numbers of one network
     * @param trained how many networks were trained
     * @param trainingSeconds of all of them together
     * @param imagesPerSecond scored by one network, from file to probability; NaN when not measured
     * @param failures how it fails, the worst first
     * @param operatingPoints at 0.5, and at the thresholds that it came with
     */
    public record Model(
            String name,
            String run,
            String architecture,
            long parameters,
            int trained,
            double trainingSeconds,
            double imagesPerSecond,
            List<FailureMode> failures,
            List<OperatingPointResult> operatingPoints) {
        /** Copies the lists. */
        public Model {
            failures = List.copyOf(failures);
            operatingPoints = List.copyOf(operatingPoints);
        }
    }
}
