package dev.sulcus.workflow;

import dev.sulcus.weights.WeightListing;
import java.util.List;

/**
 * What {@code models list} shows.
 *
 * @param architectures what can be trained
 * @param store where weights are kept
 * @param stored what is kept there
 * @param shipped what came with the program
 */
public record ModelsDocument(
        List<ArchitectureLine> architectures, String store, List<WeightListing> stored, List<WeightListing> shipped) {
    /**
     * One architecture.
     *
     * @param name as {@code --model} takes it
     * @param summary what it is
     * @param side pixels a side for which the figures hold
     * @param parameters how many numbers it has
     * @param trainable how many of them training may change
     * @param published where published weights are fetched from; null when there are none
     */
    public record ArchitectureLine(
            String name, String summary, int side, long parameters, long trainable, String published) {}
}
