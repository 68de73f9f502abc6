package dev.sulcus.workflow;

import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import java.util.Map;

/**
 * What {@code models inspect} shows.
 *
 * @param path what was named
 * @param architecture the one a run has, or the one that a file's weights fit; null when they fit none
 * @param layout how it is stored
 * @param bytes size of the file, or of the run's model
 * @param sha256 of the file, or of the run's variables
 * @param parameters how many numbers
 * @param trainable how many of them training may change; null for a file
 * @param pixels what pictures become before they enter; null for a file
 * @param input what enters, in words; null for a file
 * @param output what leaves, in words; null for a file
 * @param layers those that hold weights, in order
 * @param provenance what is known of where it comes from
 */
public record InspectDocument(
        String path,
        String architecture,
        String layout,
        long bytes,
        String sha256,
        long parameters,
        Long trainable,
        PixelSpec pixels,
        String input,
        String output,
        List<Layer> layers,
        Map<String, String> provenance) {
    /**
     * One layer.
     *
     * @param name as Keras calls it
     * @param parameters how many numbers
     * @param shapes of its arrays, by name
     */
    public record Layer(String name, long parameters, Map<String, long[]> shapes) {}
}
