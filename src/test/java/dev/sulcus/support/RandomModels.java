package dev.sulcus.support;

import dev.sulcus.model.Cnn;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.Network;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.types.TFloat32;

/** Saved models with random weights: nothing learnt, everything in its place. */
public final class RandomModels {
    public static final CnnConfig TINY = new CnnConfig(List.of(4, 8), 16, 0.5);
    public static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);

    private RandomModels() {}

    /** A tiny one for pictures of 32×32. */
    public static ModelBundle tiny(Path folder, long seed) {
        return write(folder, TINY, PIXELS, seed, 0);
    }

    /** As {@link #tiny}, with the last bias {@code bias}: NaN spoils every answer, a large one makes them all 1. */
    public static ModelBundle biased(Path folder, float bias) {
        return write(folder, TINY, PIXELS, 1, bias);
    }

    public static ModelBundle write(Path folder, CnnConfig network, PixelSpec pixels, long seed, float bias) {
        List<TFloat32> values = weights(new Cnn(network, pixels), seed, bias);
        try {
            return ModelBundle.write(folder, spec(network, pixels), values);
        } finally {
            values.forEach(TFloat32::close);
        }
    }

    /** Logistic regression on pixels. */
    public static ModelBundle logistic(Path folder, PixelSpec pixels, long seed) {
        NetworkConfig network = LogisticConfig.DEFAULT;
        List<TFloat32> values = weights(network.build(pixels), seed, 0);
        try {
            return ModelBundle.write(folder, spec("logistic", network, pixels), values);
        } finally {
            values.forEach(TFloat32::close);
        }
    }

    public static ModelSpec spec(CnnConfig network, PixelSpec pixels) {
        return spec("cnn", network, pixels);
    }

    private static ModelSpec spec(String architecture, NetworkConfig network, PixelSpec pixels) {
        return new ModelSpec(
                ModelSpec.SCHEMA,
                architecture,
                network,
                network.build(pixels).parameters(),
                pixels,
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                List.of("no"),
                List.of("yes"),
                0.5,
                Map.of("seed", "none"));
    }

    /** The weights that come with Sulcus. */
    public static ModelBundle shipped(Path folder, PixelSpec pixels) {
        var config = EfficientNetConfig.B0;
        Network network = config.build(pixels);
        Path file = Path.of("models/efficientnet-b0/weights.safetensors");
        Map<String, float[]> values = new WeightStart(
                        WeightStart.Origin.SHIPPED, file, WeightFile.read(file, "efficientnet-b0", network), "")
                .values();
        var spec = new ModelSpec(
                ModelSpec.SCHEMA,
                "efficientnet-b0",
                config,
                network.parameters(),
                pixels,
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                List.of("no"),
                List.of("yes"),
                0.5,
                Map.of());
        var tensors = new ArrayList<TFloat32>();
        try {
            for (WeightSpec weight : network.weights()) {
                TFloat32 tensor = TFloat32.tensorOf(weight.shape());
                tensors.add(tensor);
                tensor.asRawTensor().data().asFloats().write(values.get(weight.path()));
            }
            return ModelBundle.write(folder, spec, tensors);
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }

    /** Kernels uniform within Glorot's bound for a dense layer, so that answers differ from picture to picture. */
    private static List<TFloat32> weights(Network network, long seed, float lastBias) {
        var random = new Random(seed);
        var tensors = new ArrayList<TFloat32>();
        for (var spec : network.weights()) {
            float[] values = new float[Math.toIntExact(spec.count())];
            float bound = (float) Math.sqrt(6.0 * spec.dims()[spec.dims().length - 1] / spec.count());
            for (int i = 0; spec.name().equals("kernel") && i < values.length; i++) {
                values[i] = bound * (2 * random.nextFloat() - 1);
            }
            if (spec.path().equals("dense_1/bias")) {
                values[0] = lastBias;
            }
            TFloat32 tensor = TFloat32.tensorOf(spec.shape());
            tensor.asRawTensor().data().asFloats().write(values);
            tensors.add(tensor);
        }
        return tensors;
    }
}
