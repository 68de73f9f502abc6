package dev.sulcus.workflow;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.Residency;
import dev.sulcus.training.TrainingResources;
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
    /** Whether pictures that live on the device are measured beside those that are fed. */
    boolean resident() {
        TrainingResources resources = common.resources();
        return switch (resources.feeding().residency()) {
            case ON -> true;
            case AUTO -> data == null && resources.session().device() == DeviceChoice.GPU;
            case OFF -> false;
        };
    }

    /** Copies the lists; refuses what is not trained by steps. */
    public BenchTrainConfig {
        batches = List.copyOf(batches);
        precisions = List.copyOf(precisions);
        if (recipe.solved()) {
            throw Fault.usage("--model " + recipe.model()
                    + " is solved, not trained by steps; name cnn or efficientnet-b0, or see bench score");
        }
        if (data != null && common.resources().feeding().residency() == Residency.ON) {
            throw Fault.usage("--resident on measures pictures in memory; leave --data away");
        }
    }
}
