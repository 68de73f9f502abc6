package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/**
 * Adam as Keras has it (Kingma and Ba 2015, with epsilon outside the bias correction): m += (g - m)(1 - β1); v += (g² -
 * v)(1 - β2); w -= lr · √(1 - β2^t) / (1 - β1^t) · m / (√v + ε).
 *
 * @param learningRate of the first step, above 0
 * @param beta1 decay of the first moment, 0 up to but not 1
 * @param beta2 decay of the second moment, 0 up to but not 1
 * @param epsilon added to √v, above 0; Keras' default is 1e-7
 * @param weightDecay share of each kernel, times the learning rate, that a step takes away, 0 to 1; absent means 0
 * @param clipNorm gradients longer than this, all together, are scaled down to it; 0 or absent means never
 */
public record AdamConfig(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double clipNorm) {
    /** Keras' defaults. */
    public static final AdamConfig KERAS = new AdamConfig(1e-3, 0.9, 0.999, 1e-7);

    /** Without weight decay. */
    public AdamConfig(double learningRate, double beta1, double beta2, double epsilon) {
        this(learningRate, beta1, beta2, epsilon, 0, 0);
    }

    /** Checks the ranges. */
    public AdamConfig {
        positive("learningRate", learningRate);
        share("beta1", beta1);
        share("beta2", beta2);
        positive("epsilon", epsilon);
        weightDecay = Double.isNaN(weightDecay) ? 0 : weightDecay; // runs of older versions have neither
        clipNorm = Double.isNaN(clipNorm) ? 0 : clipNorm;
        if (!(clipNorm >= 0)) {
            throw Fault.usage("clipNorm is " + clipNorm + "; it must be 0 or more");
        }
        if (!(weightDecay >= 0 && weightDecay <= 1)) {
            throw Fault.usage("weightDecay is " + weightDecay + "; it must be 0 to 1");
        }
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && value <= 10)) {
            throw Fault.usage(name + " is " + value + "; it must be above 0, at most 10");
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw Fault.usage(name + " is " + value + "; it must be at least 0 and less than 1");
        }
    }
}
