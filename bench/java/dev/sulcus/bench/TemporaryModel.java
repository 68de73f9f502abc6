package dev.sulcus.bench;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.training.StepWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A saved model with drawn weights in a folder that goes with this object.
 *
 * @param folder what {@link #close} deletes
 * @param bundle the model
 * @param trainable numbers that training changes
 */
public record TemporaryModel(Path folder, ModelBundle bundle, long trainable) implements AutoCloseable {
    /** Writes one. */
    public static TemporaryModel write(NetworkConfig network) throws IOException {
        Path folder = Files.createTempDirectory("benchmark");
        try (StepWork weights = StepWork.all(network, AugmentationConfig.NONE, SessionConfig.DEFAULT, 1)) {
            return new TemporaryModel(folder, weights.save(folder.resolve("model")), weights.trainable());
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
