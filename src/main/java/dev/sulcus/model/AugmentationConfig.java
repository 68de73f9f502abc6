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
 */
public record AugmentationConfig(
        double rotationDegrees,
        double widthShift,
        double heightShift,
        double shearDegrees,
        double zoom,
        boolean horizontalFlip) {
    /** Pictures as they are. */
    public static final AugmentationConfig NONE = new AugmentationConfig(0, 0, 0, 0, 0, false);
    /** What the notebook report used. */
    public static final AugmentationConfig NOTEBOOK = new AugmentationConfig(15, 0.1, 0.1, 0.1, 0.1, true);

    /** Checks the ranges. */
    public AugmentationConfig {
        require("rotationDegrees", rotationDegrees, 180, "degrees");
        require("widthShift", widthShift, 1, "of the width");
        require("heightShift", heightShift, 1, "of the height");
        require("shearDegrees", shearDegrees, 89, "degrees");
        require("zoom", zoom, 0.99, "of the size");
    }

    private static void require(String name, double value, double most, String unit) {
        if (!(value >= 0 && value <= most)) {
            throw Fault.usage(name + " is " + value + "; it must be 0 to " + most + " " + unit);
        }
    }
}
