package dev.sulcus.model;

import dev.sulcus.fault.Fault;

/**
 * How far training pictures are moved about, as Keras' ImageDataGenerator names it.
 *
 * @param rotationDegrees turned by up to this much either way, 0 to 180
 * @param widthShift moved by up to this share of the width (Keras moves rows by it), 0 to 1
 * @param heightShift moved by up to this share of the height (Keras moves columns by it), 0 to 1
 * @param shearDegrees sheared by up to this much either way, 0 to 89; Keras' unit, and the notebook's
 * @param zoom each axis scaled by 1 - zoom to 1 + zoom, 0 up to but not 1
 * @param horizontalFlip mirrored left to right with probability one half
 * @param gamma grey levels to the power of e^-gamma to e^gamma, 0 to 2; absent means 0
 * @param gain multiplied by e^-gain to e^gain, 0 to 2; absent means 0
 * @param offset brighter or darker by up to this share of white, 0 to 1; absent means 0
 * @param noise normal noise of up to this deviation, share of white, in every other picture, 0 to 1; absent means 0
 * @param erase probability that a box of 8 % to 28 % of each side is made black, 0 to 1; absent means 0
 */
public record AugmentationConfig(
        double rotationDegrees,
        double widthShift,
        double heightShift,
        double shearDegrees,
        double zoom,
        boolean horizontalFlip,
        double gamma,
        double gain,
        double offset,
        double noise,
        double erase) {
    /** Pictures as they are. */
    public static final AugmentationConfig NONE = new AugmentationConfig(0, 0, 0, 0, 0, false);
    /** What the notebook report used. */
    public static final AugmentationConfig NOTEBOOK = new AugmentationConfig(15, 0.1, 0.1, 0.1, 0.1, true);

    /** Moved about, but with its grey levels as they are: what Keras' generator does by default. */
    public AugmentationConfig(
            double rotationDegrees,
            double widthShift,
            double heightShift,
            double shearDegrees,
            double zoom,
            boolean horizontalFlip) {
        this(rotationDegrees, widthShift, heightShift, shearDegrees, zoom, horizontalFlip, 0, 0, 0, 0, 0);
    }

    /** Checks the ranges. */
    public AugmentationConfig {
        // Runs of older versions lack these five.
        gamma = zeroIfAbsent(gamma);
        gain = zeroIfAbsent(gain);
        offset = zeroIfAbsent(offset);
        noise = zeroIfAbsent(noise);
        erase = zeroIfAbsent(erase);
        require("gamma", gamma, 2, "in the exponent");
        require("gain", gain, 2, "in the exponent");
        require("offset", offset, 1, "of white");
        require("noise", noise, 1, "of white");
        require("erase", erase, 1, "of the pictures");
        require("rotationDegrees", rotationDegrees, 180, "degrees");
        require("widthShift", widthShift, 1, "of the width");
        require("heightShift", heightShift, 1, "of the height");
        require("shearDegrees", shearDegrees, 89, "degrees");
        require("zoom", zoom, 0.99, "of the size");
    }

    /** Whether any picture moves. */
    public boolean moves() {
        return rotationDegrees > 0
                || widthShift > 0
                || heightShift > 0
                || shearDegrees > 0
                || zoom > 0
                || horizontalFlip;
    }

    /** Whether any grey level changes. */
    public boolean changesTones() {
        return gamma > 0 || gain > 0 || offset > 0 || noise > 0 || erase > 0;
    }

    private static double zeroIfAbsent(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static void require(String name, double value, double most, String unit) {
        if (!(value >= 0 && value <= most)) {
            throw Fault.usage(name + " is " + value + "; it must be 0 to " + most + " " + unit);
        }
    }
}
