package dev.sulcus.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.benchmark.Agreement;
import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRow;
import dev.sulcus.benchmark.RatioResult;
import dev.sulcus.device.MachinePeak;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page of a measurement: what was reached, how long the slowest took, what grows with the batch, and on what machine
 * it was. The same content gives the same bytes. Thread-safe for different targets.
 */
public final class BenchPage {
    private BenchPage() {}

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @throws dev.sulcus.fault.Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, String title, BenchDocument document) {
        List<Figure> figures = BenchFigures.all(document);
        PageTemplate.write(target, "bench", values(title, document, figures), figures);
    }

    private static Map<String, Object> values(String title, BenchDocument document, List<Figure> figures) {
        var values = new HashMap<String, Object>();
        values.put("title", title);
        values.put("kicker", document.quick() ? "Measurement, a quick look" : "Measurement");
        values.put("bench", document);
        values.put("machine", document.machine().words());
        values.put("load", NumberText.number(document.machine().loadAverage()));
        values.put("peak", peak(document));
        values.put("results", BenchTables.results(document));
        values.put("times", BenchTables.times(document));
        values.put("gpu", BenchTables.gpu(document));
        values.put(
                "invalid", document.rows().stream().filter(row -> !row.valid()).toList());
        values.put(
                "ratios", document.ratios().stream().map(RatioResult::sentence).toList());
        values.put(
                "agreements",
                document.agreements().stream().map(BenchPage::sentence).toList());
        values.put("curveStory", BenchTables.curveStory(document.curve()));
        values.put("figures", figures);
        values.put("settings", SettingsGroup.of(settings(document), "measurement"));
        values.put("warmUps", warmUps(document));
        return values;
    }

    private static String peak(BenchDocument document) {
        MachinePeak peak = document.peak();
        if (peak == null) {
            return "";
        }
        String narrow = Boolean.TRUE.equals(peak.tensorFloat32()) ? " (TF32)" : "";
        String link = Double.isNaN(peak.pageLockedGigabytes())
                ? ""
                : ", " + NumberText.number(peak.pageableGigabytes()) + " GB/s from the host’s memory to the card’s, "
                        + NumberText.number(peak.pageLockedGigabytes()) + " page-locked";
        return NumberText.number(peak.float32Gflops()) + " GFLOP/s in float32" + narrow + ", "
                + NumberText.number(peak.bfloat16Gflops())
                + " in bfloat16 (a matrix product of " + peak.side() + "), copying "
                + NumberText.number(peak.copyGigabytes())
                + " GB/s read and written" + link + "; measured in this run";
    }

    private static String sentence(Agreement a) {
        if (a.losses()) {
            return a.name().toLowerCase(Locale.ROOT) + " against "
                    + a.reference().toLowerCase(Locale.ROOT) + " in "
                    + NumberText.plural(a.pictures(), "training step", "training steps") + ": losses differ by "
                    + NumberText.number(a.maxDifference()) + " at most and " + NumberText.number(a.meanDifference())
                    + " on average.";
        }
        String compared = a.undefined() == 0
                ? ""
                : " " + NumberText.plural(a.undefined(), "picture", "pictures") + " could not be compared.";
        return a.name().toLowerCase(Locale.ROOT) + " against "
                + a.reference().toLowerCase(Locale.ROOT) + " on "
                + NumberText.plural(a.pictures(), "picture", "pictures") + ": probabilities differ by "
                + NumberText.number(a.maxDifference()) + " at most and " + NumberText.number(a.meanDifference())
                + " on average; " + NumberText.plural(a.flips(), "decision flips", "decisions flip") + " at "
                + NumberText.number(a.threshold()) + "." + compared;
    }

    private static List<String> warmUps(BenchDocument document) {
        return document.rows().stream()
                .filter(row -> row.warmUp() != null)
                .map(BenchPage::warmUp)
                .toList();
    }

    private static String warmUp(BenchRow row) {
        return row.name() + ": " + (row.warmUp().steady() ? "steady after " : "not steady after ")
                + NumberText.plural(row.warmUp().units(), "unit", "units") + ", "
                + NumberText.number(row.warmUp().seconds()) + " s"
                + (Double.isNaN(row.warmUp().firstSeconds())
                        ? ""
                        : ", of which the first took "
                                + NumberText.number(row.warmUp().firstSeconds()) + " s");
    }

    private static ObjectNode settings(BenchDocument document) {
        var all = (ObjectNode) Json.tree(Map.of("program", document.program(), "started", document.started()));
        if (document.settings() instanceof ObjectNode own) {
            all.setAll(own);
        }
        all.set("machine", Json.tree(document.machine()));
        return all;
    }
}
