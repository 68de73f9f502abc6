package dev.sulcus.workflow;

import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be held against what.
 *
 * @param network whose features, probabilities and steps are compared: that of EfficientNetB0
 * @param cnn whose steps are compared
 * @param precisions of the products, on the device
 * @param steps of training, 1 to 100
 * @param batch pictures in a step, and pictures whose features are compared, 2 to 256
 * @param data files and folders whose probabilities are compared too; null for made-up pictures alone
 * @param models the folder models/, with shipped weights
 * @param store the folder of pulled weights
 * @param resources threads, memory, and the session, whose device is the one that is judged
 */
public record BenchAgreeConfig(
        Recipe network,
        Recipe cnn,
        List<Precision> precisions,
        int steps,
        int batch,
        Path data,
        Path models,
        Path store,
        TrainingResources resources) {
    /** Copies the list and checks the ranges. */
    public BenchAgreeConfig {
        precisions = List.copyOf(precisions);
        if (steps < 1 || steps > 100) {
            throw Fault.usage("--steps is " + steps + "; it must be 1 to 100");
        }
        if (batch < 2 || batch > 256) {
            throw Fault.usage("--batch is " + batch + " pictures; it must be 2 to 256");
        }
    }
}
