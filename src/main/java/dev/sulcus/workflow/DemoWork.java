package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import dev.sulcus.phantom.PhantomTruth;
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

    private DemoWork() {}

    /**
     * Draws, explores, trains, evaluates, scores.
     *
     * @return what run.json says in the end
     * @throws Fault of kind usage when the folder holds anything but an older demonstration
     */
    public static RunSpec run(DemoConfig config, Narrator narrator, BooleanSupplier stop) {
        Path out = config.out();
        Path data = out.resolve("data");
        Path run = out.resolve("run");
        Path archive = out.resolve("archive");
        Path worklist = out.resolve("worklist.csv");
        clear(out, data, run, archive);

        narrator.say("1. drawing made-up head slices: " + data);
        draw(config, data, archive, narrator);
        var dataConfig = new DataConfig(
                data,
                List.of("yes"),
                List.of("no"),
                config.resources().workers(),
                config.resources().maxPixels());

        narrator.say("2. sulcus explore " + data + " --out " + out.resolve("explore"));
        ExploreWork.run(dataConfig, out.resolve("explore"), narrator);

        narrator.say("3. sulcus train " + data + " --model cnn --out " + run);
        RunSpec spec =
                TrainWork.start(new TrainConfig(dataConfig, run, config.recipe(), config.resources()), narrator, stop);
        if (spec.status() != RunSpec.Status.FINISHED) {
            return spec;
        }
        narrator.say("4. sulcus evaluate " + run);
        EvaluateWork.run(new EvaluateConfig(run, null, List.of(), List.of(), null, config.resources()), narrator);

        narrator.say("5. sulcus score " + run + " " + archive + " --out " + worklist);
        ScoreWork.run(new ScoreConfig(run, List.of(archive), worklist, config.resources()), narrator);

        narrator.say("");
        narrator.say("look at     " + run.resolve("report.html").toAbsolutePath());
        narrator.say("and at      " + out.resolve("explore/explore.html").toAbsolutePath());
        narrator.say("next, your own scans, one sub-folder per class:");
        narrator.say("            ./sulcus explore DATA --out explored");
        narrator.say("            ./sulcus train DATA --model cnn --out runs/first");
        return spec;
    }

    private static void draw(DemoConfig config, Path data, Path archive, Narrator narrator) {
        PhantomTruth truth = PhantomSet.write(data, PhantomSetConfig.of(config.count(), config.seed()));
        narrator.say(truth.files().size() + " slices, "
                + truth.files().stream().filter(file -> file.label() == 1).count() + " with a lesion");
        // Slices the model has never seen, and one that was cut off on its way.
        PhantomSet.write(archive, PhantomSetConfig.of(ARCHIVE, config.seed() + 1));
        AtomicFile.deleteFile(archive.resolve(PhantomSet.TRUTH));
        cutOff(archive);
    }

    private static void cutOff(Path archive) {
        try (Stream<Path> files = Files.list(archive.resolve("no"))) {
            Path whole = files.sorted().findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(whole);
            AtomicFile.write(archive.resolve("cut-off.png"), out -> out.write(Arrays.copyOf(bytes, bytes.length / 2)));
        } catch (IOException e) {
            throw Fault.data("cannot read " + archive + ": " + FileReason.of(e), e);
        }
    }

    private static void clear(Path out, Path data, Path run, Path archive) {
        if (!Files.exists(out)) {
            return;
        }
        if (!Files.isDirectory(out)) {
            throw Fault.usage(out + " is a file; name a new folder with --out");
        }
        if (!Files.isRegularFile(data.resolve(PhantomSet.TRUTH)) && !isEmpty(out)) {
            throw Fault.usage(out + " holds other files; name a new folder with --out");
        }
        AtomicFile.deleteTree(run);
        AtomicFile.deleteTree(archive);
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }
}
