package dev.sulcus.cli;

import dev.sulcus.weights.WeightListing;
import dev.sulcus.workflow.InspectDocument;
import dev.sulcus.workflow.ModelsDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Architectures and weights as lines for a terminal. */
final class ModelsText {
    private ModelsText() {}

    static List<String> lines(ModelsDocument document) {
        var lines = new ArrayList<String>();
        lines.add(String.format("%-16s %12s %12s  %s", "architecture", "parameters", "trainable", "what it is"));
        for (ModelsDocument.ArchitectureLine line : document.architectures()) {
            lines.add(String.format(
                    "%-16s %,12d %,12d  %s", line.name(), line.parameters(), line.trainable(), line.summary()));
        }
        lines.add("");
        lines.addAll(weights("weights kept in " + document.store(), document.stored()));
        lines.addAll(weights("weights that come with Sulcus", document.shipped()));
        document.architectures().stream()
                .filter(line -> line.published() != null)
                .forEach(line -> lines.add("published: sulcus models pull " + line.name()));
        return lines;
    }

    static List<String> lines(InspectDocument document) {
        var lines = new ArrayList<String>();
        lines.add(document.path() + ": " + document.layout() + ", " + size(document.bytes()));
        add(lines, "architecture", document.architecture() == null ? "none of ours" : document.architecture());
        add(lines, "parameters", parameters(document));
        add(lines, "sha256", document.sha256());
        if (document.pixels() != null) {
            add(
                    lines,
                    "pictures",
                    document.pixels().height() + "×" + document.pixels().width() + ", resampled "
                            + document.pixels().resampling());
            add(lines, "input", document.input());
            add(lines, "output", document.output());
        }
        document.provenance().forEach((name, value) -> {
            if (document.pixels() == null
                    || !List.of("height", "width", "resampling", "input").contains(name)) {
                add(lines, name, value);
            }
        });
        lines.add("");
        document.layers()
                .forEach(layer -> lines.add(
                        String.format("%-24s %,12d  %s", layer.name(), layer.parameters(), shapes(layer.shapes()))));
        return lines;
    }

    private static List<String> weights(String title, List<WeightListing> listings) {
        var lines = new ArrayList<String>();
        lines.add(title + (listings.isEmpty() ? ": none" : ":"));
        for (WeightListing listing : listings) {
            Map<String, String> facts = listing.facts();
            String origin = facts.containsKey("problem")
                    ? "unusable: " + facts.get("problem")
                    : "from " + facts.getOrDefault("source", "unknown") + ", licence "
                            + facts.getOrDefault("licence", "unknown");
            lines.add(String.format(
                    "  %-16s %-24s %,12d  %9s  %s",
                    listing.model(), listing.name(), listing.numbers(), size(listing.bytes()), origin));
        }
        return lines;
    }

    private static String parameters(InspectDocument document) {
        String all = String.format(
                "%,d in %d layers", document.parameters(), document.layers().size());
        return document.trainable() == null ? all : all + String.format(", %,d trainable", document.trainable());
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add(String.format("%-16s %s", name, value));
    }

    private static String shapes(Map<String, long[]> shapes) {
        return shapes.entrySet().stream()
                .map(shape -> shape.getKey() + " " + shape(shape.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shape(long[] dims) {
        return dims.length == 0
                ? "1"
                : LongStream.of(dims).mapToObj(Long::toString).collect(Collectors.joining("×"));
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
