package dev.sulcus.report;

import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.DuplicateSummary;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The page about a data folder: what is in it, and what to mend before training. The same content gives the same bytes.
 * Thread-safe for different targets.
 */
public final class ExplorePage {
    private static final int MOST_GROUPS = 200;

    private ExplorePage() {}

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, ExplorePageContent content) {
        Figure sizes = SizeFigure.of(content.summary());
        PageTemplate.write(target, "explore", values(content, sizes), List.of(sizes));
    }

    private static Map<String, Object> values(ExplorePageContent content, Figure sizes) {
        DatasetSummary summary = content.summary();
        List<DuplicateExample> examples = content.examples();
        var values = new HashMap<String, Object>();
        values.put("title", folderName(summary.folder()));
        values.put("kicker", "Data folder");
        values.put("summary", summary);
        values.put("duplicates", summary.duplicates());
        values.put("repeats", repeats(summary.duplicates()));
        values.put("findings", Finding.of(summary, content.audit()));
        values.put("audited", content.audit() != null);
        values.put("audit", content.audit());
        values.put("sizes", sizes);
        values.put("storage", StorageTable.all(summary));
        values.put("samples", content.samplesPng());
        values.put("sampled", content.samplesPng().length > 0);
        values.put("crops", content.cropsPng());
        values.put("cropped", content.cropsPng().length > 0);
        values.put("cards", DuplicateCard.of(summary.duplicates(), examples));
        values.put("cardsNote", cardsNote(summary.duplicates().nearDuplicates().size(), examples.size()));
        values.put("mostGroups", MOST_GROUPS);
        return values;
    }

    private static String repeats(DuplicateSummary duplicates) {
        return "Groups that show one picture more than once: "
                + NumberText.count(duplicates.nearDuplicates().size()) + ". Sets of byte-identical files: "
                + NumberText.count(duplicates.byteCopies().size()) + ", with "
                + NumberText.plural(duplicates.surplusCopies(), "surplus copy", "surplus copies")
                + ". Near-duplicates are copies that were re-encoded, rescaled, mirrored or trimmed. A group must stay on"
                + " one side of a split.";
    }

    private static String cardsNote(int all, int shown) {
        return shown < all
                ? shown + " of the " + NumberText.count(all)
                        + " groups, both labels first, then the largest; explore.json" + " names all."
                : "";
    }

    private static String folderName(String folder) {
        Path name = Path.of(folder).getFileName();
        return name == null || name.toString().isEmpty() ? folder : name.toString();
    }
}
