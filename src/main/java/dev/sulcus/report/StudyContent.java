package dev.sulcus.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.shortcut.ShortcutAudit;
import java.util.List;

/**
 * What a study's page shows. Immutable.
 *
 * @param notebook whether it follows the notebook report to the letter instead of judging well
 * @param comparison the models
 * @param data the scans
 * @param shortcuts how far file facts alone go; null where too few groups allow no answer
 * @param leak what a split by file name would let through
 * @param fedRight what became of the weights that were trained on pixels scaled twice; null where none were
 * @param mistakes the worst of the leading model, in any order
 * @param links to the pages behind this one
 * @param run settings and provenance: the tree of study.json
 */
public record StudyContent(
        boolean notebook,
        ComparisonContent comparison,
        DatasetSummary data,
        ShortcutAudit shortcuts,
        Leak leak,
        FedRight fedRight,
        List<Mistake> mistakes,
        List<Link> links,
        JsonNode run) {
    /** Copies the lists. */
    public StudyContent {
        mistakes = List.copyOf(mistakes);
        links = List.copyOf(links);
    }

    /**
     * What Keras' {@code validation_split} would let through on these scans.
     *
     * @param validation scans it would judge on
     * @param crossings of these, near-duplicates of a training scan
     */
    public record Leak(int validation, int crossings) {}

    /**
     * One set of weights, fed in two ways.
     *
     * @param model its name
     * @param twice fed as it was trained: divided by 255 twice
     * @param once fed as the network expects
     * @param page relative link to the page of {@code once}
     */
    public record FedRight(String model, EvaluationResult twice, EvaluationResult once, String page) {}

    /** A page behind this one, by its relative address. */
    public record Link(String name, String address, String what) {}
}
