package dev.sulcus.support;

import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.types.TFloat32;

/** The weights that come with Sulcus as a saved model: the one good model that a test need not train. */
public final class ShippedModel {
    private static final Path WEIGHTS = Path.of("models/efficientnet-b0/weights.safetensors");

    private ShippedModel() {}

    /** For square pictures of {@code side}. */
    public static ModelBundle write(Path folder, int side) {
        var pixels = new PixelSpec(side, side, Resampling.AREA, Region.HEAD, Fit.STRETCH, Tone.STANDARD);
        var config = new EfficientNetConfig(0.3, 0.1);
        var network = config.build(pixels);
        var weights = WeightFile.read(WEIGHTS, "efficientnet-b0", network);
        Map<String, float[]> values = new WeightStart(WeightStart.Origin.SHIPPED, WEIGHTS, weights, "").values();
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
}
