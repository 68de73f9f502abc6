package dev.sulcus.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which size a JPEG is decoded. The choice travels with the weights: they have seen those pixels. */
public enum Decoding {
    /** As stored. */
    @JsonProperty("full")
    FULL,
    /**
     * At a half, a quarter or an eighth of both sides, the smallest that is not below the picture wanted, or twice that
     * where only a part of it enters: the decoder leaves out what is finer (a shorter inverse cosine transform). Smaller
     * pictures, and formats other than JPEG, are decoded as stored.
     */
    @JsonProperty("reduced")
    REDUCED;

    private static final int MOST = 8;

    /** By how much the sides of a JPEG are divided: 1, 2, 4 or 8. */
    int ratio(PixelSpec spec, int width, int height) {
        if (this == FULL) {
            return 1;
        }
        int ratio = 1;
        int spare = spec.region() == Region.WHOLE ? 2 : 4;
        while (ratio < MOST
                && width >= (long) spare * ratio * spec.width()
                && height >= (long) spare * ratio * spec.height()) {
            ratio *= 2;
        }
        return ratio;
    }
}
