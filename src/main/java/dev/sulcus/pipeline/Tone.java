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
     * Grey, then stretched so that the head's brightness runs from 0 to 255 whatever scanner and export made of it: the
     * 1st and 99th percentile of the region's pixels above {@link dev.sulcus.dataset.HeadCrop#threshold} become the ends.
     */
    @JsonProperty("standard")
    STANDARD;
}
