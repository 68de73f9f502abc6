package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Views;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import dev.sulcus.phantom.PhantomTruth;
import dev.sulcus.phantom.PhantomTruth.PhantomFile;
import dev.sulcus.resident.DecoderChoice;
import dev.sulcus.scoring.ScoringResult;
import dev.sulcus.scoring.WorklistRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What {@code demo} does: the whole way through on slices that the program draws itself. */
public final class DemoWork {
    private static final int ARCHIVE = 30;
    private static final int TOP = 5;
    private static final String ROLES = " --positive yes";

    private final DemoConfig config;
    private final Narrator narrator;
    private final Path data;
    private final Path archive;
    private final Path run;
    private final Path worklist;
    private final Path explored;

    private DemoWork(DemoConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        data = config.out().resolve("data");
        archive = config.out().resolve("archive");
        run = config.out().resolve("run");
        worklist = config.out().resolve("worklist.csv");
        explored = config.out().resolve("explore");
    }

    /**
     * Draws, explores, trains, evaluates, scores; prints each command as one would type it.
     *
     * @return what run.json says in the end
     * @throws Fault of kind usage when the folder holds anything but an older demonstration
     */
    public static RunSpec run(DemoConfig config, Narrator narrator, BooleanSupplier stop) {
        var work = new DemoWork(config, narrator);
        work.clear();
        narrator.say("Every command once, on head slices that the program draws itself. They show");
        narrator.say("nobody, and a good result on them says nothing about real scans.");
        work.draw();
        work.explore();
        RunSpec spec = work.train(stop);
        if (spec.status() == RunSpec.Status.FINISHED) {
            work.evaluate();
            work.score();
            work.end();
        }
        return spec;
    }

    private void draw() {
        step("1. Draw", "");
        PhantomTruth truth = PhantomSet.write(data, PhantomSetConfig.of(config.count(), config.seed()));
        // Slices that no training sees, and one file that was cut off on its way.
        PhantomSet.write(archive, PhantomSetConfig.of(ARCHIVE, config.seed() + 1));
        AtomicFile.deleteFile(archive.resolve(PhantomSet.TRUTH));
        cutOff();
        moveTruth();
        List<PhantomFile> files = truth.files();
        narrator.say(String.format(
                "%s: %d slices to learn from, %d with a lesion; %d are copies of another, as in public sets",
                data,
                files.size(),
                files.stream().filter(file -> file.label() == 1).count(),
                files.stream().filter(file -> file.copyOf() != null).count()));
        narrator.say(String.format("%s: %d more, kept away from training, and one broken file", archive, ARCHIVE));
    }

    private void explore() {
        step("2. Look at them", "explore " + data + ROLES + " --out " + explored);
        DatasetSummary summary = ExploreWork.run(dataConfig(), FoldsConfig.NONE, explored, narrator)
                .summary();
        narrator.say(String.format(
                "%d scans show %d different pictures; the copies will stay on one side of the split",
                summary.readable(), summary.duplicates().independentGroups()));
    }

    private RunSpec train(BooleanSupplier stop) {
        step(
                "3. Train, and judge on a fifth that was held back",
                "train " + data + ROLES + " --out " + run + config.trainOptions());
        return TrainWork.start(new TrainConfig(dataConfig(), run, config.recipe(), config.resources()), narrator, stop);
    }

    private void evaluate() {
        step("4. Judge on slices that had no part in training", "evaluate " + run + " " + archive);
        EvaluateWork.run(
                new EvaluateConfig(run, archive, List.of(), List.of(), null, Views.PLAIN, config.resources()),
                narrator);
    }

    private void score() {
        step("5. Sort an archive by urgency", "score " + run + " " + archive + " --out " + worklist);
        ScoringResult result = ScoreWork.run(
                new ScoreConfig(
                        run, List.of(archive), worklist, Views.PLAIN, null, DecoderChoice.HOST, config.resources()),
                narrator);
        narrator.say("the top of the worklist (the folder yes holds the lesions, which the model was not told):");
        List<WorklistRow> top =
                result.rows().subList(0, Math.min(TOP, result.rows().size()));
        for (int i = 0; i < top.size(); i++) {
            narrator.say(String.format(
                    "  %d  %.3f  %s",
                    i + 1, top.get(i).probability(), top.get(i).path()));
        }
    }

    private void end() {
        narrator.say("");
        narrator.say("Look at these pages in a browser:");
        narrator.say("  " + run.resolve("report.html").toAbsolutePath());
        narrator.say("  " + explored.resolve("explore.html").toAbsolutePath());
        narrator.say("Next, your own scans, in a folder DATA with one sub-folder per class:");
        narrator.say("  ./sulcus explore DATA --out explored");
        narrator.say("  ./sulcus train DATA --out runs/first");
    }

    private void step(String title, String command) {
        narrator.say("");
        narrator.say(title);
        if (!command.isEmpty()) {
            narrator.say("$ ./sulcus " + command);
        }
    }

    private DataConfig dataConfig() {
        return new DataConfig(
                data,
                List.of("yes"),
                List.of(),
                config.resources().workers(),
                config.resources().maxPixels());
    }

    private void cutOff() {
        try (Stream<Path> files = Files.list(archive.resolve("no"))) {
            Path whole = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> Fault.bug("no made-up slice is a PNG"));
            byte[] bytes = Files.readAllBytes(whole);
            Path broken = whole.resolveSibling("cut-off.png");
            AtomicFile.write(broken, out -> out.write(Arrays.copyOf(bytes, bytes.length / 2)));
        } catch (IOException e) {
            throw Fault.data("cannot read " + archive + ": " + FileReason.of(e), e);
        }
    }

    /** Out of the data folder, where it would be reported as a stray file. */
    private void moveTruth() {
        try {
            Files.move(data.resolve(PhantomSet.TRUTH), truth());
        } catch (IOException e) {
            throw Fault.data("cannot write " + truth() + ": " + e, e);
        }
    }

    private Path truth() {
        return config.out().resolve(PhantomSet.TRUTH);
    }

    private void clear() {
        Path out = config.out();
        if (!Files.exists(out)) {
            return;
        }
        if (!Files.isDirectory(out)) {
            throw Fault.usage(out + " is a file; name a new folder with --out");
        }
        boolean ours = Files.isRegularFile(truth()) || Files.isRegularFile(data.resolve(PhantomSet.TRUTH));
        if (!ours && !isEmpty(out)) {
            throw Fault.usage(out + " holds other files; name a new folder with --out");
        }
        List.of(data, archive, run, explored).forEach(AtomicFile::deleteTree);
        AtomicFile.deleteFile(truth());
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }
}
