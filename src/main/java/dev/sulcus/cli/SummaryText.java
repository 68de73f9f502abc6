package dev.sulcus.cli;

import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.DuplicateSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A data summary as lines for a terminal. */
final class SummaryText {
    private SummaryText() {}

    static List<String> lines(DatasetSummary summary) {
        var lines = new ArrayList<String>();
        for (ClassSummary c : summary.classes()) {
            lines.add(String.format(
                    "%-16s %6d scans  %4.1f %%  %s",
                    c.name(), c.count(), 100 * c.share(), c.label() == 1 ? "tumour" : "no tumour"));
        }
        lines.add(String.format(
                "balanced weights %.4f (no tumour), %.4f (tumour)",
                summary.weights().negative(), summary.weights().positive()));
        lines.add("formats          " + counts(summary.formats()));
        lines.add("colour modes     " + counts(summary.modes()));
        lines.add(String.format(
                "sizes            %d different, width %.0f to %.0f, height %.0f to %.0f pixels",
                summary.sizes().distinct(),
                summary.sizes().width().min(),
                summary.sizes().width().max(),
                summary.sizes().height().min(),
                summary.sizes().height().max()));
        lines.add("misnamed         " + summary.mismatches().size() + " files are not what their names say");
        lines.add("unreadable       " + summary.unreadable().size() + " files");
        lines.addAll(duplicates(summary.duplicates()));
        return lines;
    }

    private static List<String> duplicates(DuplicateSummary duplicates) {
        int inGroups = duplicates.nearDuplicates().stream().mapToInt(List::size).sum();
        return List.of(
                "byte copies      " + duplicates.surplusCopies() + " files are a copy of another",
                "near-duplicates  " + inGroups + " scans in "
                        + duplicates.nearDuplicates().size() + " groups",
                "both labels      " + duplicates.conflicts().size() + " groups hold the same picture under two labels",
                "independent      " + duplicates.independentGroups() + " groups");
    }

    private static String counts(Map<?, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
