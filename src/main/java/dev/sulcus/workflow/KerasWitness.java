package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.Network;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.training.LossTrace;
import dev.sulcus.weights.WeightArray;
import dev.sulcus.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Five Adam steps of a small CNN as Keras 3.15 on TensorFlow 2.21 took them: a third opinion where two devices agree with
 * one another and might both be wrong. The arrays lie in the resources under golden/cnn32. Stateless.
 */
final class KerasWitness {
    private static final GoldenFolder FOLDER = new GoldenFolder("cnn32");
    private static final double WEIGHT_NO = 1.2848;
    private static final double WEIGHT_YES = 0.8185;
    private static final double RATE = 1e-3;

    static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);

    private KerasWitness() {}

    static Network network() {
        return new CnnConfig(List.of(4, 8), 16, 0).build(PIXELS);
    }

    /** The weights that it began with, by path. */
    static Map<String, float[]> start() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("sulcus-golden");
            Path file = Files.write(folder.resolve("initial.h5"), FOLDER.bytes("initial.h5"));
            Map<String, float[]> values = new LinkedHashMap<>();
            for (WeightArray array : WeightFile.read(file, "cnn", network()).arrays()) {
                values.put(array.path(), array.values());
            }
            return values;
        } catch (IOException e) {
            throw Fault.data("cannot write a temporary folder: " + e, e);
        } finally {
            if (folder != null) {
                AtomicFile.deleteTree(folder);
            }
        }
    }

    static LossTrace.Lesson lesson() {
        return new LossTrace.Lesson(FOLDER.bytes("input_u8.bin"), WEIGHT_NO, WEIGHT_YES, RATE, losses().length);
    }

    /** Of each step, before its update. */
    static double[] losses() {
        return FOLDER.floats("loss_per_step.bin");
    }

    /** Of each picture after the last step. */
    static double[] probabilities() {
        return FOLDER.floats("final_probability.bin");
    }
}
