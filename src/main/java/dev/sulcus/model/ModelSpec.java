package dev.sulcus.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import java.util.Map;

/**
 * What stands beside a saved model: all that is needed to use it rightly.
 *
 * @param schema version of this record
 * @param architecture name of the architecture, as the option is written
 * @param network its shape; called {@code cnn} by schema 1
 * @param parameters how many numbers, those that training never changes among them
 * @param pixels what the pictures that enter must be
 * @param input the same in words, for people and other programs
 * @param output the same in words
 * @param negative class names with label 0
 * @param positive class names with label 1
 * @param threshold a scan is flagged when its probability is at least this
 * @param provenance what made it: data fingerprint, split hash, seed, versions
 */
public record ModelSpec(
        int schema,
        String architecture,
        @JsonAlias("cnn") NetworkConfig network,
        long parameters,
        PixelSpec pixels,
        String input,
        String output,
        List<String> negative,
        List<String> positive,
        double threshold,
        Map<String, String> provenance) {
    /**
     * Refuses what a newer program wrote, and what lacks a member that is needed to use the model rightly.
     *
     * @throws Fault of kind data
     */
    public ModelSpec {
        if (schema > SCHEMA) {
            throw Fault.data("written by a newer Sulcus (schema " + schema + ", this one reads up to " + SCHEMA
                    + "); update Sulcus");
        }
        if (network == null || pixels == null || pixels.resampling() == null || negative == null || positive == null) {
            throw Fault.data("lacks network, pixels, negative or positive; copy the model again");
        }
        if (!(threshold > 0 && threshold < 1)) {
            throw Fault.data("threshold is " + threshold + "; it must be above 0 and below 1");
        }
    }

    /** The version this program writes. */
    public static final int SCHEMA = 2;

    /** What enters every model of Sulcus. */
    public static final String INPUT = "images: uint8 [N, height, width, 3], RGB, 0 to 255, never scaled beforehand";
    /** What leaves every model of Sulcus. */
    public static final String OUTPUT = "probability: float32 [N], 0 to 1, of the positive classes";
}
