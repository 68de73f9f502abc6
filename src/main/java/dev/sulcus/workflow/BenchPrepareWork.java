package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.fault.Fault;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code bench prepare} does: files and a model to measure with, where there are none at hand. Stateless. */
public final class BenchPrepareWork {
    private BenchPrepareWork() {}

    /**
     * What was made.
     *
     * @param data folder of made-up slices, PNG and JPEG, in two sub-folders
     * @param files how many
     * @param run folder with an untrained model, as score takes it
     */
    public record Prepared(String data, int files, String run) {}

    /**
     * Draws the files and writes the model.
     *
     * @param out a new folder, or one that is empty
     * @param count slices, as {@link PhantomSetConfig} allows
     * @param seed of the slices
     * @throws Fault of kind usage when the folder holds something, of kind data when it can't be written
     */
    public static Prepared run(BenchModelConfig model, Path out, int count, long seed, Narrator narrator) {
        if (Files.exists(out.resolve("data")) || Files.exists(out.resolve("run"))) {
            throw Fault.usage(out + " holds data or run already; name a new folder with --out");
        }
        AtomicFile.requireFolderPossible(out);
        Path data = out.resolve("data");
        int files =
                PhantomSet.write(data, PhantomSetConfig.of(count, seed)).files().size();
        AtomicFile.deleteFile(data.resolve(PhantomSet.TRUTH));
        Path run = out.resolve("run");
        try (BenchModels written = BenchModels.write(model, run)) {
            narrator.say(data + ": " + files + " made-up slices; " + run + ": " + written.words());
        }
        return new Prepared(data.toString(), files, run.toString());
    }
}
