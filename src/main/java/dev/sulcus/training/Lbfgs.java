package dev.sulcus.training;

/**
 * Minimises a smooth function by limited-memory BFGS (Nocedal and Wright, Numerical Optimization, 2006, algorithms 7.4
 * and 7.5) with the last ten steps remembered. The step length satisfies the weak Wolfe conditions, found by doubling and
 * bisection (Lewis and Overton 2013). Everything is summed in a fixed order: the same function gives the same bits. Keeps
 * {@value #VECTORS} vectors as long as the point. Not thread-safe.
 */
final class Lbfgs {
    /** A function and its gradient. */
    @FunctionalInterface
    interface Objective {
        /** The value at {@code point}, which is borrowed; {@code gradient} is overwritten. */
        double at(double[] point, double[] gradient);
    }

    /** Hears of every iteration. */
    @FunctionalInterface
    interface Watcher {
        /**
         * One iteration is done.
         *
         * @param iteration from 1
         * @param value of the function now
         * @param point where it is now; borrowed
         * @return false to end here
         */
        boolean done(int iteration, double value, double[] point);
    }

    /** Why it ended. */
    enum End {
        /** No component of the gradient is larger than the tolerance. */
        CONVERGED,
        /** All iterations are done. */
        EXHAUSTED,
        /** No smaller value can be found along the way: rounding hides it. */
        STALLED,
        /** The watcher said so. */
        STOPPED
    }

    /** Vectors in memory at once: point, gradient, direction, both of the trial, and two for each remembered step. */
    static final int VECTORS = 25;

    private static final int MEMORY = 10;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 40;
    /** What rounding may add to a value, as a share of it: a decrease below this can't be seen. */
    private static final double ROUNDING = 1e-14;

    private final Objective objective;
    private final int maxIterations;
    private final double tolerance;
    private final double[][] steps = new double[MEMORY][];
    private final double[][] changes = new double[MEMORY][];
    private final double[] inverseCurvature = new double[MEMORY];
    private final double[] share = new double[MEMORY];
    private int remembered;
    private int newest = -1;
    private double[] point;
    private double[] gradient;
    private double value;
    private double[] trial;
    private double[] trialGradient;
    private double trialValue;

    /** Of {@code objective}, until no component of the gradient exceeds {@code tolerance}. */
    Lbfgs(Objective objective, int maxIterations, double tolerance) {
        this.objective = objective;
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
    }

    /** Goes from {@code start}, which is not changed, to the minimum or as far as it may. */
    End minimise(double[] start, Watcher watcher) {
        point = start.clone();
        gradient = new double[start.length];
        trial = new double[start.length];
        trialGradient = new double[start.length];
        double[] direction = new double[start.length];
        value = objective.at(point, gradient);
        for (int iteration = 1; !(largest(gradient) <= tolerance); iteration++) {
            if (iteration > maxIterations) {
                return End.EXHAUSTED;
            }
            descend(direction);
            double first = remembered == 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            if (!search(direction, first)) {
                return End.STALLED;
            }
            remember();
            accept();
            if (!watcher.done(iteration, value, point)) {
                return End.STOPPED;
            }
        }
        return End.CONVERGED;
    }

    /** Where it is; borrowed. */
    double[] point() {
        return point;
    }

    /** The function there. */
    double value() {
        return value;
    }

    /** The largest component of the gradient there, by its size. */
    double largestGradient() {
        return largest(gradient);
    }

    /** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
    private void descend(double[] direction) {
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -gradient[i];
        }
        for (int age = 0; age < remembered; age++) {
            int k = place(age);
            share[k] = inverseCurvature[k] * dot(steps[k], direction);
            add(direction, -share[k], changes[k]);
        }
        if (remembered > 0) {
            scale(direction, 1 / (inverseCurvature[newest] * dot(changes[newest], changes[newest])));
        }
        for (int age = remembered - 1; age >= 0; age--) {
            int k = place(age);
            add(direction, share[k] - inverseCurvature[k] * dot(changes[k], direction), steps[k]);
        }
    }

    /** Finds a step along {@code direction} that satisfies the weak Wolfe conditions; false when there is none. */
    private boolean search(double[] direction, double first) {
        double slope = dot(gradient, direction);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double length = first;
        for (int i = 0; i < MOST_TRIALS && slope < 0; i++) {
            tryStep(direction, length);
            double enough = value + SUFFICIENT_DECREASE * length * slope + ROUNDING * Math.abs(value);
            if (!(trialValue <= enough)) {
                high = length;
            } else if (dot(trialGradient, direction) < CURVATURE * slope) {
                low = length;
            } else {
                return true;
            }
            length = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
        }
        return false;
    }

    private void tryStep(double[] direction, double length) {
        for (int i = 0; i < trial.length; i++) {
            trial[i] = point[i] + length * direction[i];
        }
        trialValue = objective.at(trial, trialGradient);
    }

    /** Keeps the step just found and how the gradient changed over it; the oldest goes. */
    private void remember() {
        newest = (newest + 1) % MEMORY;
        remembered = Math.min(remembered + 1, MEMORY);
        steps[newest] = difference(trial, point, steps[newest]);
        changes[newest] = difference(trialGradient, gradient, changes[newest]);
        // Positive: the curvature condition makes it so.
        inverseCurvature[newest] = 1 / dot(steps[newest], changes[newest]);
    }

    private void accept() {
        double[] old = point;
        point = trial;
        trial = old;
        double[] oldGradient = gradient;
        gradient = trialGradient;
        trialGradient = oldGradient;
        value = trialValue;
    }

    private int place(int age) {
        return Math.floorMod(newest - age, MEMORY);
    }

    private static double[] difference(double[] a, double[] b, double[] into) {
        double[] out = into == null ? new double[a.length] : into;
        for (int i = 0; i < a.length; i++) {
            out[i] = a[i] - b[i];
        }
        return out;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double component : vector) {
            largest = Math.max(largest, Math.abs(component)); // NaN stays NaN
        }
        return largest;
    }
}
