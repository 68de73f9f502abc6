package dev.sulcus.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a picture of one shape becomes one of another. */
public enum Fit {
    /** Each side is resized by itself: a circle may become an ellipse. */
    @JsonProperty("stretch")
    STRETCH,
    /** Both sides by one factor, as large as fits, in the middle of black. */
    @JsonProperty("pad")
    PAD;
}
