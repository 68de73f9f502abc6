package dev.sulcus.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which part of a picture enters a model. */
public enum Region {
    /** All of it. */
    @JsonProperty("whole")
    WHOLE,
    /**
     * The head's box by {@link dev.sulcus.dataset.HeadCrop}'s rule, widened on each side by 3 % of its longer side, as
     * far as the picture goes; all of it where nothing stands out.
     */
    @JsonProperty("head")
    HEAD;
}
