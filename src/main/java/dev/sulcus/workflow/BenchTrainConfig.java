package dev.sulcus.workflow;

import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.List;

/**
 * Training steps to be measured.
 *
 * @param recipe pixels, network, augmentation, optimizer and which layers are trained
 * @param batches each number of pictures in a step
 * @param precisions of the products
 * @param data files and folders; null for pictures in memory
 * @param common what every measurement has
 */
public record BenchTrainConfig(
        Recipe recipe, List<Integer> batches, List<Precision> precisions, Path data, BenchConfig common) {
    /** Copies the lists; refuses what is not trained by steps. */
    public BenchTrainConfig {
        batches = List.copyOf(batches);
        precisions = List.copyOf(precisions);
        if (recipe.solved()) {
            throw Fault.usage("--model " + recipe.model()
                    + " is solved, not trained by steps; name cnn or efficientnet-b0, or see bench score");
        }
    }
}
