package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;

/**
 * EfficientNetB0 with a head of dropout and one sigmoid unit.
 *
 * @param dropout share of the pooled features dropped while training, 0 up to but not 1
 * @param stochasticDepth with which the last block's residual branch is dropped while training, 0 up to but not 1;
 *     earlier blocks proportionally less
 * @param kinds units of a second head that only pretraining uses, 0 (none) to 1000; absent means 0
 * @param doubleScaling divides the pixels by 255 once more than the network expects: the notebook's mistake, for showing
 *     what it does; absent means false
 */
public record EfficientNetConfig(double dropout, double stochasticDepth, int kinds, boolean doubleScaling)
        implements NetworkConfig {
    /** Keras' defaults. */
    public static final EfficientNetConfig B0 = new EfficientNetConfig(0.2, 0.2);

    /** With one head. */
    public EfficientNetConfig(double dropout, double stochasticDepth) {
        this(dropout, stochasticDepth, 0, false);
    }

    /** Checks the ranges. */
    public EfficientNetConfig {
        require("dropout", dropout);
        require("stochasticDepth", stochasticDepth);
        if (kinds < 0 || kinds > 1000) {
            throw Fault.usage("kinds is " + kinds + "; it must be 0 to 1000");
        }
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
