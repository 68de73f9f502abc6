package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.dataset.SplitPlanner;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.ContactSheet;
import dev.sulcus.pipeline.Thumbnails;
import dev.sulcus.report.DuplicateExample;
import dev.sulcus.report.ExplorePage;
import dev.sulcus.report.ExplorePageContent;
import dev.sulcus.shortcut.ShortcutAudit;
import dev.sulcus.shortcut.ShortcutAuditor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@code explore} does: sums up a data folder and draws what is in it. */
public final class ExploreWork {
    private static final int SAMPLES_PER_CLASS = 24;
    private static final int SHEET_COLUMNS = 8;
    private static final int TILE_SIDE = 128;
    private static final int EXAMPLES = 24;
    private static final int EXAMPLE_SCANS = 6;
    private static final long AUDIT_SEED = 1;

    private ExploreWork() {}

    /**
     * Reads the folder.
     *
     * @param folds grouped stratified folds to plan, and to write as folds.json
     * @param out folder for explore.json, samples.png, crops.png and explore.html; null to write nothing
     * @throws Fault of kind usage when there are too few independent groups for the folds
     */
    public static ExploreResult run(DataConfig config, FoldsConfig folds, Path out, Narrator narrator) {
        if (out != null) {
            AtomicFile.requireFolderPossible(out);
        }
        Dataset data = DataLoading.load(config, narrator);
        DuplicateGroups groups = DuplicateGroups.of(data.scans());
        List<Split> planned =
                folds.folds() == 0 ? List.of() : SplitPlanner.folds(data, groups, folds.folds(), folds.seed());
        DatasetSummary summary = DatasetSummary.of(data, groups, data.fingerprint());
        var result = new ExploreResult(summary, audit(data, groups, narrator));
        if (out != null) {
            write(out, data, groups, result, config.maxPixels());
        }
        announce(planned, data, out, narrator);
        return result;
    }

    private static ShortcutAudit audit(Dataset data, DuplicateGroups groups, Narrator narrator) {
        ShortcutAudit audit = ShortcutAuditor.audit(data, groups, AUDIT_SEED).orElse(null);
        if (audit != null && audit.beatsChance()) {
            narrator.warn(audit.sentence());
        } else if (audit != null) {
            narrator.say(audit.sentence());
        }
        return audit;
    }

    private static void announce(List<Split> planned, Dataset data, Path out, Narrator narrator) {
        for (Split fold : planned) {
            SplitPart part = SplitPart.of(data, fold.validation());
            narrator.say(String.format(
                    "%-16s %d + %d scans validate (no tumour + tumour), %d train",
                    fold.rule(), part.count(0), part.count(1), fold.training().length));
        }
        if (out != null && !planned.isEmpty()) {
            Json.write(
                    out.resolve("folds.json"),
                    planned.stream().map(fold -> SplitSpec.from(fold, data)).toList());
        }
    }

    private static void write(Path out, Dataset data, DuplicateGroups groups, ExploreResult result, long maxPixels) {
        Json.write(out.resolve("explore.json"), result);
        Path samples = out.resolve("samples.png");
        ContactSheet.write(samples, sections(data), SHEET_COLUMNS, TILE_SIDE);
        Path crops = out.resolve("crops.png");
        CropSheet.write(crops, data.scans(), AUDIT_SEED);
        ExplorePage.write(
                out.resolve("explore.html"),
                new ExplorePageContent(
                        result.summary(),
                        result.shortcutAudit(),
                        bytes(samples),
                        bytes(crops),
                        examples(data, groups, maxPixels)));
    }

    /** Every k-th scan of each class, so that the grid shows the whole range of names. */
    private static List<ContactSheet.Section> sections(Dataset data) {
        Stream<String> names = Stream.concat(data.roles().negative().stream(), data.roles().positive().stream());
        return names.map(name -> section(name, data)).toList();
    }

    private static ContactSheet.Section section(String name, Dataset data) {
        List<Scan> scans = data.scans().stream()
                .filter(scan -> scan.className().equals(name))
                .toList();
        var tiles = new ArrayList<ContactSheet.Tile>();
        int shown = Math.min(SAMPLES_PER_CLASS, scans.size());
        for (int i = 0; i < shown; i++) {
            Scan scan = scans.get((int) ((long) i * scans.size() / shown));
            tiles.add(new ContactSheet.Tile(
                    scan.file(), String.valueOf(scan.file().getFileName())));
        }
        String role = data.roles().positive().contains(name) ? "tumour" : "no tumour";
        return new ContactSheet.Section(name + " (" + role + "), " + shown + " of " + scans.size(), tiles);
    }

    private static List<DuplicateExample> examples(Dataset data, DuplicateGroups groups, long maxPixels) {
        // What needs a look first comes first: one picture under both labels, then the largest groups.
        Comparator<List<Integer>> order = Comparator.comparing(
                        (List<Integer> group) -> !groups.conflicts().contains(group))
                .thenComparing(group -> -group.size());
        return groups.nearDuplicates().stream()
                .sorted(order)
                .limit(EXAMPLES)
                .map(group -> example(data, group.subList(0, Math.min(EXAMPLE_SCANS, group.size())), maxPixels))
                .toList();
    }

    private static DuplicateExample example(Dataset data, List<Integer> group, long maxPixels) {
        List<Scan> scans = group.stream().map(data.scans()::get).toList();
        return new DuplicateExample(
                scans.stream().map(Scan::path).toList(),
                scans.stream()
                        .map(scan -> Thumbnails.jpeg(scan.file(), TILE_SIDE, maxPixels))
                        .toList());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }
}
