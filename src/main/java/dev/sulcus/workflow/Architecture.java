package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.model.Network;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.List;

/**
 * An architecture by the name that {@code --model} takes.
 *
 * @param name the name
 * @param summary what it is, for a list
 * @param config its usual shape
 */
record Architecture(String name, String summary, NetworkConfig config) {
    /** Pixels a side, unless a command says otherwise. */
    static final int SIDE = 224;

    private static final List<Architecture> ALL = List.of(
            new Architecture("logistic", "logistic regression on raw pixels", LogisticConfig.DEFAULT),
            new Architecture("cnn", "three blocks of convolution, one dense layer", CnnConfig.NOTEBOOK),
            new Architecture("efficientnet-b0", "EfficientNetB0, for transfer learning", EfficientNetConfig.B0));

    static List<Architecture> all() {
        return ALL;
    }

    /**
     * The one of that name.
     *
     * @throws Fault of kind usage when there is none
     */
    static Architecture named(String name) {
        return ALL.stream()
                .filter(architecture -> architecture.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fault.usage("there is no model '" + name + "'; this version knows "
                        + String.join(", ", ALL.stream().map(Architecture::name).toList())));
    }

    /** The network for square pictures; how they are resampled makes no difference to its weights. */
    Network network(int side) {
        return config.build(new PixelSpec(side, side, Resampling.AREA));
    }
}
