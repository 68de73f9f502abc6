package dev.sulcus.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of colours and brightness. */
public enum Tone {
    /** They stay as decoded. */
    @JsonProperty("stored")
    STORED,
    /** R = G = B = the luma of ITU-R BT.601, in Pillow's integers: (19595 R + 38470 G + 7471 B + 32768) &gt;&gt; 16. */
    @JsonProperty("grey")
    GREY,
    /**
     * Grey, then stretched so that brightness runs from 0 to 255 whatever scanner and export made of it. What becomes 0
     * is the 1st percentile of the region's pixels, and what becomes 255 the 99th of those above {@link
     * dev.sulcus.dataset.HeadCrop#threshold}, so that a wide margin does not count. Taken before resizing: the levels of
     * a scan do not hang on the size that a model wants.
     */
    @JsonProperty("standard")
    STANDARD;
}
