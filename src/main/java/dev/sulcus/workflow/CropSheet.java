package dev.sulcus.workflow;

import dev.sulcus.dataset.Scan;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.ContactSheet;
import dev.sulcus.pipeline.ContactSheet.Look;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures of scans before and after preprocessing, so that a person sees what a model sees. */
final class CropSheet {
    private static final int PER_LABEL = 12;
    private static final int COLUMNS = 8;
    private static final int TILE_SIDE = 128;
    private static final PixelSpec HEAD =
            new PixelSpec(TILE_SIDE, TILE_SIDE, Resampling.AREA, Region.HEAD, Fit.PAD, Tone.STANDARD);

    private CropSheet() {}

    /**
     * Some scans of each label, each beside what {@code --region head --fit pad --tone standard} would let in.
     *
     * @param seed what the scans are drawn with
     * @throws Fault of kind data when the file can't be written
     */
    static void write(Path target, List<Scan> scans, long seed) {
        write(target, scans, HEAD, seed);
    }

    /**
     * As above, beside the pixels that enter some model. Where that cuts the head out, its box is drawn.
     *
     * @param entering what the model sees
     */
    static void write(Path target, List<Scan> scans, PixelSpec entering, long seed) {
        Look before = entering.region() == Region.HEAD ? Look.FRAMED : Look.STORED;
        var sections = new ArrayList<ContactSheet.Section>();
        for (int label = 0; label <= 1; label++) {
            List<Scan> drawn = draw(scans, label, seed);
            if (!drawn.isEmpty()) {
                String title = (label == 1 ? "tumour" : "no tumour") + ", as stored and as it enters";
                sections.add(new ContactSheet.Section(title, pairs(drawn, before)));
            }
        }
        ContactSheet.write(target, sections, COLUMNS, TILE_SIDE, entering);
    }

    private static List<ContactSheet.Tile> pairs(List<Scan> scans, Look before) {
        var tiles = new ArrayList<ContactSheet.Tile>();
        for (Scan scan : scans) {
            tiles.add(new ContactSheet.Tile(
                    scan.file(), String.valueOf(scan.file().getFileName()), before));
            tiles.add(new ContactSheet.Tile(scan.file(), "", Look.ENTERING));
        }
        return tiles;
    }

    /** Some scans of one label, each as likely as any other, in the order of their paths. */
    private static List<Scan> draw(List<Scan> scans, int label, long seed) {
        var pool = new ArrayList<>(
                scans.stream().filter(scan -> scan.label() == label).toList());
        var random = new SplittableRandom(seed);
        var drawn = new ArrayList<Scan>();
        while (drawn.size() < PER_LABEL && !pool.isEmpty()) {
            drawn.add(pool.remove(random.nextInt(pool.size())));
        }
        drawn.sort(Comparator.comparing(Scan::path));
        return drawn;
    }
}
