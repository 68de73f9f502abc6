package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.BundleWeights;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.NetworkConfig;
import java.nio.file.Path;

/**
 * The notebook's fault, put in or taken out of a saved model: pixels divided by 255 once more than the network expects.
 * Not one weight changes. Stateless, thread-safe.
 */
final class Scaling {
    /** What a page that shows the fault says first. */
    static final String WARNING =
            "fed wrongly on purpose: the pixels were divided by 255 twice, as in the notebook. The"
                    + " weights are those of the run; without --double-scaling they are fed right";

    private Scaling() {}

    /** Whether a network divides its input by 255 once more than it should. */
    static boolean doubled(NetworkConfig network) {
        return network instanceof EfficientNetConfig config && config.doubleScaling();
    }

    /**
     * Writes the weights of a model as another one, which is fed in the other way or in the same.
     *
     * @param folder of the new model; what is there is replaced
     * @param doubled whether it divides by 255 twice
     * @throws Fault of kind usage for a model that cannot be fed so, of kind data when it is damaged
     */
    static ModelBundle rewrite(ModelBundle bundle, Path folder, boolean doubled) {
        ModelSpec spec = bundle.spec();
        if (!(spec.network() instanceof EfficientNetConfig network)) {
            throw Fault.usage(bundle.folder() + ": --double-scaling shows what the notebook did to EfficientNetB0, and"
                    + " this is " + spec.architecture() + "; name a run of efficientnet-b0");
        }
        var fed = new EfficientNetConfig(network.dropout(), network.stochasticDepth(), network.kinds(), doubled);
        return BundleWeights.rewrite(
                bundle,
                folder,
                new ModelSpec(
                        spec.schema(),
                        spec.architecture(),
                        fed,
                        spec.parameters(),
                        spec.pixels(),
                        spec.input(),
                        spec.output(),
                        spec.negative(),
                        spec.positive(),
                        spec.threshold(),
                        spec.provenance()));
    }
}
