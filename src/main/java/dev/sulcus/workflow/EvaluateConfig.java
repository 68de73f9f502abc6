package dev.sulcus.workflow;

import dev.sulcus.model.Views;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;

/**
 * A saved run that is to be judged.
 *
 * @param run its folder
 * @param data other data; null for the run's own validation part
 * @param positive class names that mean tumour; empty when not said
 * @param negative class names that mean none; empty when not said
 * @param out folder for metrics.json, predictions.csv and report.html; null for one inside the run's folder
 * @param views which views of each scan the model sees
 * @param resources what it may use of the machine
 * @param doubleScaling whether the weights are fed wrongly on purpose: pixels divided by 255 twice, as in the notebook
 */
public record EvaluateConfig(
        Path run,
        Path data,
        List<String> positive,
        List<String> negative,
        Path out,
        Views views,
        TrainingResources resources,
        boolean doubleScaling) {
    /** Fed as the model expects. */
    public EvaluateConfig(
            Path run,
            Path data,
            List<String> positive,
            List<String> negative,
            Path out,
            Views views,
            TrainingResources resources) {
        this(run, data, positive, negative, out, views, resources, false);
    }

    /** Copies the lists. */
    public EvaluateConfig {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
    }
}
