package dev.sulcus.workflow;

import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.nio.charset.StandardCharsets;

/**
 * The features that Keras 3.15 on TensorFlow 2.21 found in two drawn pictures, by EfficientNetB0 with the weights that come
 * with Sulcus: made by bench/peers/features.py, and to be made again whenever those weights change. Stateless.
 */
final class KerasFeatures {
    static final PixelSpec PIXELS = new PixelSpec(64, 64, Resampling.AREA);

    private static final GoldenFolder FOLDER = new GoldenFolder("keras_features");

    private KerasFeatures() {}

    /** Whether they are of the weights with this SHA-256. */
    static boolean areOf(String sha256) {
        return new String(FOLDER.bytes("weights.sha256"), StandardCharsets.US_ASCII)
                .strip()
                .equals(sha256);
    }

    /** RGB [2, 64, 64, 3]. */
    static byte[] pictures() {
        return FOLDER.bytes("input_u8.bin");
    }

    /** Row by row. */
    static double[] values() {
        return FOLDER.floats("features.bin");
    }
}
