package dev.sulcus.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.sulcus.fault.Fault;
import java.util.Locale;

/**
 * What the pixels that enter a model are, saved with its weights: uint8 RGB, 0 to 255, NHWC with C = 3, decoded by
 * OpenCV. In this order: the region is found and cut out, colours become grey where asked, the picture is resized, its
 * brightness stretched where asked. {@link Region#WHOLE}, {@link Fit#STRETCH}, {@link Tone#STORED} and
 * {@link Decoding#FULL} change nothing, and stand for members that a file does not name: models saved before there was a
 * choice.
 *
 * @param height rows, 16 to 4096 pixels
 * @param width columns, 16 to 4096 pixels
 * @param resampling how the image becomes that size
 * @param region which part of the image enters
 * @param fit whether it keeps its aspect ratio
 * @param tone what becomes of its colours and brightness
 * @param decoding in which size a JPEG is decoded
 */
public record PixelSpec(
        int height, int width, Resampling resampling, Region region, Fit fit, Tone tone, Decoding decoding) {
    /** Bytes a pixel takes: R, G and B. */
    public static final int CHANNELS = 3;

    /** Checks the ranges. */
    @JsonCreator
    public PixelSpec {
        requireSide("height", height);
        requireSide("width", width);
        region = region == null ? Region.WHOLE : region;
        fit = fit == null ? Fit.STRETCH : fit;
        tone = tone == null ? Tone.STORED : tone;
        decoding = decoding == null ? Decoding.FULL : decoding;
    }

    /** Decoded in full. */
    public PixelSpec(int height, int width, Resampling resampling, Region region, Fit fit, Tone tone) {
        this(height, width, resampling, region, fit, tone, Decoding.FULL);
    }

    /** The whole image, stretched, in its own colours. */
    public PixelSpec(int height, int width, Resampling resampling) {
        this(height, width, resampling, Region.WHOLE, Fit.STRETCH, Tone.STORED);
    }

    /** Bytes of one image: H · W · C. */
    public int imageBytes() {
        return height * width * CHANNELS;
    }

    /** In a few words, for people: "224×224 (area)", "224×224 (area, head, pad, standard)". */
    public String words() {
        String resized = resampling.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var text = new StringBuilder(height + "×" + width + " (" + resized);
        append(text, region, Region.WHOLE);
        append(text, fit, Fit.STRETCH);
        append(text, tone, Tone.STORED);
        append(text, decoding, Decoding.FULL);
        return text.append(')').toString();
    }

    private static void append(StringBuilder text, Enum<?> choice, Enum<?> plain) {
        if (choice != plain) {
            text.append(", ").append(choice.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void requireSide(String name, int value) {
        if (value < 16 || value > 4096) {
            throw Fault.usage(name + " is " + value + " pixels; it must be 16 to 4096");
        }
    }
}
