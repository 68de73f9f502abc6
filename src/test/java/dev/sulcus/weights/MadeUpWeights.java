package dev.sulcus.weights;

import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.Network;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks, and numbers for them that nobody trained. */
final class MadeUpWeights {
    static final Network CNN = new CnnConfig(List.of(4, 8), 16, 0).build(new PixelSpec(32, 32, Resampling.AREA));
    static final Network B0 = EfficientNetConfig.B0.build(new PixelSpec(224, 224, Resampling.AREA));

    private MadeUpWeights() {}

    /** As a file of that layout would give them, in the network's order. */
    static WeightSet of(Network network, long seed) {
        var random = new Random(seed);
        var arrays = new ArrayList<WeightArray>();
        for (var spec : network.weights()) {
            float[] values = new float[Math.toIntExact(spec.count())];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() - 0.5f;
            }
            arrays.add(new WeightArray(spec.path(), spec.dims(), values));
        }
        return new WeightSet(arrays, null, Map.of("source", "made up"));
    }

    /** The same without some layers. */
    static WeightSet without(WeightSet weights, String layer) {
        var arrays = weights.arrays().stream()
                .filter(array -> !array.layer().equals(layer))
                .toList();
        return new WeightSet(arrays, weights.source(), weights.facts());
    }

    static float[] values(WeightSet weights, String path) {
        return weights.arrays().stream()
                .filter(array -> array.path().equals(path))
                .findFirst()
                .orElseThrow()
                .values();
    }
}
