package dev.sulcus.resident;

import dev.sulcus.cuda.Interpolation;
import dev.sulcus.cuda.PictureTarget;
import dev.sulcus.pipeline.Decoding;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import java.util.Optional;

/** Which pixels a card can make, and how it is told. */
final class CardPixels {
    /** Larger pictures are decoded on the host: 48 MB each, and a batch holds many. */
    private static final long MOST_PIXELS = 16_000_000;

    private CardPixels() {}

    /** Why a card can't make the pixels that a model takes; nothing when it can. */
    static Optional<String> obstacle(PixelSpec spec) {
        if (spec.region() != Region.WHOLE) {
            return Optional.of("the head is found and cut out on the host");
        }
        if (spec.tone() != Tone.STORED) {
            return Optional.of("tones are changed on the host");
        }
        if (spec.resampling() != Resampling.AREA && spec.resampling() != Resampling.LINEAR) {
            return Optional.of("this way of resizing is done on the host");
        }
        return spec.decoding() == Decoding.FULL
                ? Optional.empty()
                : Optional.of("reduced decoding is done on the host");
    }

    /** The same for the kernel. */
    static PictureTarget target(PixelSpec spec) {
        Interpolation how = spec.resampling() == Resampling.AREA ? Interpolation.AREA : Interpolation.LINEAR;
        return new PictureTarget(spec.height(), spec.width(), how, spec.fit() == Fit.PAD);
    }

    /** Whether a JPEG of that size goes to the card. */
    static boolean takes(int width, int height) {
        return (long) width * height <= MOST_PIXELS;
    }
}
