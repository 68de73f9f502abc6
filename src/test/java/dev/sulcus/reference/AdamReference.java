package dev.sulcus.reference;

/**
 * Keras' Adam for one number, in doubles, as keras/src/optimizers/adam.py says it: m += (g - m)(1 - β1);
 * v += (g² - v)(1 - β2); w -= α m / (√v + ε) with α = lr √(1 - β2^t) / (1 - β1^t).
 */
public final class AdamReference {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private int step;
    private double firstMoment;
    private double secondMoment;
    private double value;

    public AdamReference(double beta1, double beta2, double epsilon, double value) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.value = value;
    }

    public void step(double gradient, double learningRate) {
        step++;
        firstMoment += (gradient - firstMoment) * (1 - beta1);
        secondMoment += (gradient * gradient - secondMoment) * (1 - beta2);
        double alpha = learningRate * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step));
        value -= alpha * firstMoment / (Math.sqrt(secondMoment) + epsilon);
    }

    public double value() {
        return value;
    }

    public double firstMoment() {
        return firstMoment;
    }

    public double secondMoment() {
        return secondMoment;
    }
}
