package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;

/**
 * EfficientNetB0 with a head of dropout and one sigmoid unit.
 *
 * @param dropout share of the pooled features dropped while training, 0 up to but not 1
 * @param stochasticDepth with which the last block's residual branch is dropped while training, 0 up to but not 1;
 *     earlier blocks proportionally less
 */
public record EfficientNetConfig(double dropout, double stochasticDepth) implements NetworkConfig {
    /** Keras' defaults. */
    public static final EfficientNetConfig B0 = new EfficientNetConfig(0.2, 0.2);

    /** Checks the ranges. */
    public EfficientNetConfig {
        require("dropout", dropout);
        require("stochasticDepth", stochasticDepth);
    }

    @Override
    public Network build(PixelSpec pixels) {
        return new EfficientNet(this, pixels);
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw Fault.usage(name + " is " + value + "; it must be at least 0 and less than 1");
        }
    }
}
