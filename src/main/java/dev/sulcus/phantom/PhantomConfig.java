package dev.sulcus.phantom;

/**
 * How made-up slices are drawn.
 *
 * @param leastSide pixels of the longer side of the smallest picture, 32 to 2048
 * @param greatestSide pixels of the longer side of the largest picture, from {@code leastSide} to 2048
 * @param leastRadius smallest radius of a lesion as a fraction of the brain's mean diameter, 0.02 to 0.3
 * @param greatestRadius largest radius of a lesion, from {@code leastRadius} to 0.3
 * @param contrast factor on how much a lesion differs from the tissue around it, 0.1 to 3; 1 is for demo and tests
 * @param noise factor on the scanner's noise, 0 to 5; 1 is for demo and tests
 */
public record PhantomConfig(
        int leastSide, int greatestSide, double leastRadius, double greatestRadius, double contrast, double noise) {
    private static final int SMALLEST = 32;
    private static final int LARGEST = 2048;

    /** @throws IllegalArgumentException naming the value that is out of its range */
    public PhantomConfig {
        range("leastSide", leastSide, SMALLEST, LARGEST, "pixels");
        range("greatestSide", greatestSide, leastSide, LARGEST, "pixels");
        range("leastRadius", leastRadius, 0.02, 0.3, "of the brain's diameter");
        range("greatestRadius", greatestRadius, leastRadius, 0.3, "of the brain's diameter");
        range("contrast", contrast, 0.1, 3, "as a factor");
        range("noise", noise, 0, 5, "as a factor");
    }

    /** Pictures of 150 to 512 pixels, lesions of 7 to 18 % of the brain. */
    public static PhantomConfig standard() {
        return new PhantomConfig(150, 512, 0.07, 0.18, 1, 1);
    }

    /** As {@link #standard}, with every longer side {@code side} pixels. */
    public static PhantomConfig ofSide(int side) {
        return new PhantomConfig(side, side, 0.07, 0.18, 1, 1);
    }

    static void range(String name, double value, double least, double greatest, String unit) {
        if (!(value >= least && value <= greatest)) {
            throw new IllegalArgumentException(name + " is " + shown(value) + "; it must be from " + shown(least)
                    + " to " + shown(greatest) + " " + unit);
        }
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
