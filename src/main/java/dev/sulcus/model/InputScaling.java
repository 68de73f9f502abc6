package dev.sulcus.model;

import dev.sulcus.pipeline.PixelSpec;
import java.util.Map;

/**
 * What a saved model's own first layers make of a pixel, channel by channel: y = factor · x + offset, for x from 0 to 255.
 * Read from its settings and weights, so that a page can show what the network sees. Immutable but for the arrays, which
 * nobody changes.
 *
 * @param factor of each channel: R, G, B
 * @param offset of each channel
 */
public record InputScaling(double[] factor, double[] offset) {
    /** Leaves every pixel as it is. */
    public static final InputScaling NONE = same(1, 0);

    private static final double LEVELS = 255;

    /** Keras' floor of a deviation. */
    private static final double LEAST_DEVIATION = 1e-7;

    /**
     * Of a saved model.
     *
     * @throws dev.sulcus.fault.Fault of kind data when its weights are damaged
     */
    public static InputScaling of(ModelBundle bundle) {
        return of(bundle.spec().network(), bundle);
    }

    private static InputScaling of(NetworkConfig network, ModelBundle bundle) {
        if (!(network instanceof EfficientNetConfig config)) {
            return same(1 / LEVELS, 0); // the others divide by 255 and do no more
        }
        Map<String, float[]> weights = BundleWeights.read(bundle);
        double scale = config.doubleScaling() ? 1 / LEVELS / LEVELS : 1 / LEVELS;
        double[] factor = new double[PixelSpec.CHANNELS];
        double[] offset = new double[PixelSpec.CHANNELS];
        for (int i = 0; i < factor.length; i++) {
            double deviation = Math.max(Math.sqrt(weights.get("normalization/variance")[i]), LEAST_DEVIATION);
            factor[i] = scale / deviation;
            offset[i] = -weights.get("normalization/mean")[i] / deviation;
        }
        return new InputScaling(factor, offset);
    }

    private static InputScaling same(double factor, double offset) {
        return new InputScaling(new double[] {factor, factor, factor}, new double[] {offset, offset, offset});
    }

    /** What channel {@code channel} of a pixel becomes. */
    public double apply(int channel, double value) {
        return factor[channel] * value + offset[channel];
    }
}
