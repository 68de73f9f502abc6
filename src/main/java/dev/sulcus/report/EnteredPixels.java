package dev.sulcus.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What entered a model, and what its own first layers made of it. Immutable but for the picture.
 *
 * @param scans that were looked at
 * @param what which scans these are, in words
 * @param entered as they came, 0 to 255
 * @param scaled the same after the model's own scaling
 * @param warnings what is implausible; empty when nothing is
 * @param picture some scans beside what entered of them, JPEG; null for none
 */
public record EnteredPixels(
        int scans, String what, Values entered, Values scaled, List<String> warnings, byte[] picture) {
    /** Photographs and slices alike reach far beyond this when they are bytes. */
    private static final double DARK = 1.5;

    /** After any scaling that a network is made for, black and white lie further apart than this. */
    private static final double NARROW = 0.1;

    /** Copies the list. */
    public EnteredPixels {
        warnings = List.copyOf(warnings);
    }

    /**
     * Lowest and highest value, and the mean of each channel.
     *
     * @param spread the widest range within one channel
     * @param mean R, G, B
     */
    public record Values(double lowest, double highest, double spread, List<Double> mean) {
        /** Copies the list. */
        public Values {
            mean = List.copyOf(mean);
        }

        String range() {
            return NumberText.ratio(lowest) + " to " + NumberText.ratio(highest);
        }
    }

    /** With the warnings that follow from the values. */
    public static EnteredPixels of(int scans, String what, Values entered, Values scaled, byte[] picture) {
        var warnings = new ArrayList<String>();
        if (entered.highest() < DARK) {
            warnings.add("The pixels that entered reach no higher than " + NumberText.ratio(entered.highest())
                    + " of 255: the files are black, or were divided by 255 beforehand. The model divides for itself.");
        }
        if (scaled.spread() < NARROW) {
            warnings.add("After the model’s own scaling all pixels of a channel lie within "
                    + NumberText.number(scaled.spread())
                    + " of each other: they were scaled twice, and every scan looks the same to the model.");
        }
        return new EnteredPixels(scans, what, entered, scaled, warnings, picture);
    }

    /** A line of the table. */
    record Row(String name, String range, List<String> mean) {}

    List<Row> rows() {
        return List.of(row("As they entered", entered), row("After the model’s own scaling", scaled));
    }

    private static Row row(String name, Values values) {
        return new Row(
                name,
                values.range(),
                values.mean().stream().map(NumberText::ratio).toList());
    }
}
