package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.benchmark.Agreement;
import dev.sulcus.benchmark.BenchComparison;
import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRow;
import dev.sulcus.benchmark.CostCurve;
import dev.sulcus.benchmark.LatencyHistogram;
import dev.sulcus.benchmark.RoundRobin;
import dev.sulcus.device.GpuMeter;
import dev.sulcus.device.GpuWatch;
import dev.sulcus.device.MachineDescription;
import dev.sulcus.device.MachinePeak;
import dev.sulcus.device.MachineProbe;
import dev.sulcus.fault.Fault;
import dev.sulcus.report.BenchPage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One measurement under way: the machine before it, what it found, and where it goes. Owns the watch over the card, which
 * {@link #close} ends. Used by one thread.
 */
final class BenchSession implements AutoCloseable {
    /** Begins the warning of a document whose work was stopped. */
    static final String STOPPED = "stopped early";

    /** From which on a first step is worth a line. */
    private static final double LONG_FIRST_SECONDS = 10;

    private final String kind;
    private final BenchConfig config;
    private final Narrator narrator;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<BenchRow> rows = new ArrayList<>();
    private final List<Agreement> agreements = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, LatencyHistogram> histograms = new LinkedHashMap<>();
    private final String started = RunDescription.now();
    private final long start = System.nanoTime();
    private final MachineDescription machine;
    private final GpuWatch watch;
    private MachinePeak peak;
    private CostCurve curve;
    private int blocks;
    private int foreseen;
    private boolean stopped;

    /**
     * Looks at the machine before any work is done.
     *
     * @throws Fault of kind data when the folder for results can't be made
     */
    BenchSession(String kind, BenchConfig config, Narrator narrator) {
        this.kind = kind;
        this.config = config;
        this.narrator = narrator;
        if (config.out() != null) {
            AtomicFile.requireFolderPossible(config.out());
        }
        machine = MachineProbe.describe();
        watch = GpuWatch.open(config.resources().session());
        setting("quick", config.quick());
        setting("repeats", config.repeats());
        setting("blockSeconds", config.leastBlockSeconds());
        setting("warmUpSeconds", config.mostWarmUpSeconds());
        setting("session", config.resources().session());
        setting("workers", config.resources().workers());
        setting("slots", config.resources().slots());
        setting("cacheBudgetBytes", config.resources().cacheBudgetBytes());
        setting("maxPixels", config.resources().maxPixels());
        if (machine.busy()) {
            warn(String.format(
                    Locale.ROOT,
                    "something else keeps this machine busy (load average %.1f on %d processors); the figures show that too",
                    machine.loadAverage(),
                    machine.usable()));
        }
        if (config.quick()) {
            narrator.say("quick: a look, not a figure to quote");
        }
    }

    /** A setting as it was resolved. */
    void setting(String name, Object value) {
        settings.put(name, value);
    }

    /** Told at once, and kept with the figures; the same line once. */
    void warn(String line) {
        if (!warnings.contains(line)) {
            narrator.warn(line);
            warnings.add(line);
        }
    }

    /** Turns have ended, and perhaps the whole measurement with them. */
    void ended(RoundRobin.Turns turns) {
        blocks += turns.blocks();
        // More blocks than were foreseen follow where a setting has not enough yet.
        foreseen += turns.stopped() ? Math.max(turns.foreseen(), turns.blocks()) : turns.blocks();
        stopped |= turns.stopped();
    }

    /** Work without turns was ended by the user. */
    void stop() {
        stopped = true;
    }

    /** Whether the user wished to stop: nothing more is to be measured, and what there is comes out. */
    boolean stopped() {
        return stopped;
    }

    /** Sees what the card does for one setting. */
    GpuMeter meter() {
        return watch.meter();
    }

    @Override
    public void close() {
        watch.close();
    }

    /** Measures what the machine does at most. */
    MachinePeak measurePeak() {
        try (Narrator.Task task = narrator.task("peak of the machine", 1)) {
            peak = MachinePeak.measure(config.resources().session(), config.peakRuns());
            task.at(1, 1);
        }
        return peak;
    }

    void add(BenchRow row, LatencyHistogram histogram) {
        rows.add(row);
        if (row.warmUp() != null && row.warmUp().firstSeconds() > LONG_FIRST_SECONDS) {
            narrator.say(String.format(
                    Locale.ROOT,
                    "%s: the first %s took %.0f s (kernels compiled and chosen); it is in no figure",
                    row.name(),
                    row.unit() == null ? "unit" : row.unit(),
                    row.warmUp().firstSeconds()));
        }
        if (row.warmUp() != null && !row.warmUp().steady()) {
            warn(row.name() + ": did not become steady within "
                    + String.format(Locale.ROOT, "%.0f s", row.warmUp().seconds())
                    + " of warming up; the machine is not quiet, or the work has no steady state");
        }
        if (row.valid() && histogram != null) {
            histograms.put(row.name(), histogram);
        }
    }

    void add(Agreement agreement) {
        agreements.add(agreement);
    }

    void curve(CostCurve measured) {
        curve = measured;
    }

    /**
     * Writes and says what was found.
     *
     * @param title of the page
     * @throws Fault of kind interrupted when the user stopped it before there was a figure
     */
    BenchDocument finish(String title) {
        if (stopped) {
            if (rows.isEmpty()) {
                throw Fault.interrupted("stopped before a block of any setting was measured; nothing was written");
            }
            String count = foreseen == 0 ? "" : ": " + blocks + " of " + foreseen + " blocks";
            warn(STOPPED + count + "; a row may rest on fewer than were asked for, and what has none is left out");
        }
        var document = new BenchDocument(
                BenchDocument.SCHEMA,
                kind,
                Versions.program(),
                started,
                (System.nanoTime() - start) / 1e9,
                config.quick(),
                Json.tree(settings),
                machine,
                peak,
                rows,
                BenchComparison.within(rows),
                agreements,
                curve,
                warnings);
        BenchText.lines(document).forEach(narrator::say);
        if (config.out() != null) {
            write(title, document);
        }
        return document;
    }

    private void write(String title, BenchDocument document) {
        Path out = config.out();
        deletePercentiles(out);
        Json.write(out.resolve("bench.json"), document);
        histograms.forEach((name, histogram) -> histogram.write(out.resolve(file(name))));
        Path page = out.resolve("bench.html");
        BenchPage.write(page, title, document);
        narrator.say("page: " + page);
    }

    /** Those of an earlier measurement there, which may have had other rows. */
    private static void deletePercentiles(Path out) {
        if (!Files.isDirectory(out)) {
            return;
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(out, "*.hgrm")) {
            old.forEach(AtomicFile::deleteFile);
        } catch (IOException e) {
            throw Fault.data("cannot list " + out + ": " + e.getMessage(), e);
        }
    }

    /** "single-stream, float32, batch 1" becomes single-stream-float32-batch-1.hgrm. */
    static String file(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".hgrm";
    }
}
