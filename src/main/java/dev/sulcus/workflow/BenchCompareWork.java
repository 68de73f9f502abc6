package dev.sulcus.workflow;

import dev.sulcus.artefact.Json;
import dev.sulcus.benchmark.BenchComparison;
import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.RatioResult;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code bench compare} does: measurements side by side, and whether a difference is more than noise. Stateless. */
public final class BenchCompareWork {
    private BenchCompareWork() {}

    /**
     * Compares and says it.
     *
     * @param files of {@code bench.json}, or folders that hold one; the first is the reference
     * @throws Fault of kind data when a file can't be read, of kind usage when there are fewer than two
     */
    public static BenchComparison run(List<Path> files, Narrator narrator) {
        if (files.size() < 2) {
            throw Fault.usage("name two measurements or more, the reference first");
        }
        List<Path> found = files.stream().map(BenchCompareWork::file).toList();
        if (found.stream().map(BenchCompareWork::real).distinct().count() < found.size()) {
            throw Fault.usage("a measurement is named twice; name different ones");
        }
        List<BenchComparison.Named> documents = found.stream()
                .map(file -> new BenchComparison.Named(file.toString(), Json.read(file, BenchDocument.class)))
                .toList();
        requireOneKind(documents);
        BenchComparison comparison = BenchComparison.of(documents);
        comparison.ratios().stream().map(RatioResult::sentence).forEach(narrator::say);
        comparison.settings().forEach(difference -> narrator.say("settings differ: " + difference));
        comparison.machines().forEach(difference -> narrator.say("machines differ: " + difference));
        comparison.warnings().forEach(narrator::warn);
        if (comparison.ratios().isEmpty()) {
            throw Fault.data("nothing to compare: no setting is in both and valid");
        }
        return comparison;
    }

    private static void requireOneKind(List<BenchComparison.Named> documents) {
        BenchComparison.Named first = documents.get(0);
        for (BenchComparison.Named other : documents) {
            if (!other.document().kind().equals(first.document().kind())) {
                throw Fault.usage(
                        first.name() + " is of bench " + first.document().kind() + ", " + other.name() + " of bench "
                                + other.document().kind() + "; name measurements of one command");
            }
        }
    }

    /** Where a file really is; itself where there is none. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file; // reading it says why
        }
    }

    private static Path file(Path named) {
        return Files.isDirectory(named) ? named.resolve("bench.json") : named;
    }
}
