package dev.sulcus.shortcut;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.ClassRoles;
import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.Fingerprint;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.dataset.JpegFacts;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.ScanFacts;
import dev.sulcus.dataset.StorageFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Scans without files, whose facts are drawn. */
final class MadeUpScans {
    private MadeUpScans() {}

    /**
     * {@code count} scans, every second one a tumour, with facts that mean nothing but for these.
     *
     * @param wider how many pixels tumours are wider
     * @param likeness chance that a tumour's JPEG tables are the tumours' own
     */
    static Dataset dataset(int count, int wider, double likeness, long seed) {
        var random = new SplittableRandom(seed);
        List<Scan> scans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = i % 2;
            boolean marked = label == 1 && random.nextDouble() < likeness;
            String tables = marked ? "tumour " + random.nextInt(3) : "any " + random.nextInt(4);
            scans.add(scan(i, label, 200 + random.nextInt(100) + label * wider, tables, random));
        }
        return dataset(scans);
    }

    static Dataset dataset(List<Scan> scans) {
        return new Dataset(Path.of("data"), new ClassRoles(List.of("no"), List.of("yes"), ""), scans, List.of());
    }

    private static Scan scan(int i, int label, int width, String tables, SplittableRandom random) {
        var storage = new StorageFacts(
                new JpegFacts(70 + random.nextInt(30), random.nextBoolean(), tables, false, "4:2:0"),
                random.nextBoolean(),
                random.nextDouble(0, 30),
                random.nextDouble());
        var facts = new ScanFacts(
                ImageFormat.JPEG,
                ColorMode.RGB,
                8,
                width,
                200 + random.nextInt(100),
                10_000 + random.nextInt(20_000),
                Sha256.of("scan " + i),
                new Fingerprint(new long[4], new byte[64 * 64]),
                storage);
        String name = (label == 1 ? "yes" : "no") + "/" + i + ".jpg";
        return new Scan(name, label == 1 ? "yes" : "no", label, Path.of("data", name), facts);
    }
}
