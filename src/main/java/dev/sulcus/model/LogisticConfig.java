package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;

/**
 * Logistic regression on raw pixels, solved rather than trained by steps: minimises Σ log-loss + ½‖w‖²/C, as
 * scikit-learn's LogisticRegression does; the intercept is not penalised.
 *
 * @param c inverse strength of the penalty, above 0
 * @param maxIterations of L-BFGS, 1 to 100,000
 * @param tolerance it has converged when no component of the gradient is larger; above 0
 */
public record LogisticConfig(double c, int maxIterations, double tolerance) implements NetworkConfig {
    /** scikit-learn's defaults, but for the iterations: 1,000, so that it does converge. */
    public static final LogisticConfig DEFAULT = new LogisticConfig(1, 1000, 1e-4);

    /** Checks the ranges. */
    public LogisticConfig {
        if (!(c > 0 && Double.isFinite(c))) {
            throw Fault.usage("c is " + c + "; it must be above 0");
        }
        if (maxIterations < 1 || maxIterations > 100_000) {
            throw Fault.usage("maxIterations is " + maxIterations + "; it must be 1 to 100000");
        }
        if (!(tolerance > 0 && Double.isFinite(tolerance))) {
            throw Fault.usage("tolerance is " + tolerance + "; it must be above 0");
        }
    }

    @Override
    public Network build(PixelSpec pixels) {
        return new Logistic(pixels);
    }
}
