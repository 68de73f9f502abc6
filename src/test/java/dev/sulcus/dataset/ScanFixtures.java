package dev.sulcus.dataset;

import dev.sulcus.artefact.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Data sets without files. */
final class ScanFixtures {
    private static final ClassRoles ROLES = new ClassRoles(List.of("no"), List.of("yes"), "");

    private ScanFixtures() {}

    /** A scan whose content is told by {@code content} alone. */
    static Scan scan(String path, int label, String content) {
        var facts = new ScanFacts(
                ImageFormat.JPEG,
                ColorMode.RGB,
                8,
                200,
                200,
                1000,
                Sha256.of(content),
                new Fingerprint(new long[4], new byte[64 * 64]));
        return new Scan(path, path.substring(0, path.indexOf('/')), label, Path.of("data", path), facts);
    }

    /** The scans in code point order of their paths. */
    static Dataset dataset(List<Scan> scans) {
        return new Dataset(
                Path.of("data"),
                ROLES,
                scans.stream()
                        .sorted((a, b) -> CodePointOrder.compare(a.path(), b.path()))
                        .toList(),
                List.of());
    }

    /** no/0.jpg … and yes/0.jpg …, every content different. */
    static Dataset dataset(int negatives, int positives) {
        var scans = new ArrayList<Scan>();
        IntStream.range(0, negatives).forEach(i -> scans.add(scan("no/" + i + ".jpg", 0, "no " + i)));
        IntStream.range(0, positives).forEach(i -> scans.add(scan("yes/" + i + ".jpg", 1, "yes " + i)));
        return dataset(scans);
    }

    /** Every scan on its own. */
    static IntUnaryOperator single() {
        return scan -> scan;
    }

    /**
     * Scans of one of many groups, drawn with {@code seed}; the content names the group, so that any reordering has the
     * same ones. With {@code mixing}, a group may hold both labels.
     */
    static Dataset grouped(int scans, int groups, boolean mixing, long seed) {
        var random = new SplittableRandom(seed);
        var made = new ArrayList<Scan>();
        for (int i = 0; i < scans; i++) {
            int group = random.nextInt(groups);
            int label = mixing ? random.nextInt(2) : group % 2;
            made.add(scan((label == 1 ? "yes/" : "no/") + i + ".jpg", label, "group " + group));
        }
        return dataset(made);
    }

    /** Scans of one content are one group. */
    static IntUnaryOperator byContent(Dataset data) {
        List<String> contents =
                data.scans().stream().map(scan -> scan.facts().sha256()).toList();
        return scan -> contents.indexOf(contents.get(scan));
    }

    static List<String> paths(Dataset data, int[] part) {
        return IntStream.of(part).mapToObj(i -> data.scans().get(i).path()).toList();
    }

    static long count(Dataset data, int[] part, int label) {
        return IntStream.of(part)
                .filter(i -> data.scans().get(i).label() == label)
                .count();
    }
}
