package dev.sulcus.workflow;

import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The models of a study, trained one after the other; each goes on where it stood. Used by one thread.
 *
 * @param folder the study's
 * @param study what it does
 * @param resources what it may use of the machine
 * @param stop asked after every step; true finishes the step and leaves a checkpoint
 */
record StudyModels(
        StudyFolder folder, StudySpec study, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
    private static final double SECOND = 1e9;

    /** Trains what is left to train; false when it was asked to stop before the end. */
    boolean train() {
        long start = System.nanoTime();
        for (int i = 0; i < study.models().size(); i++) {
            String model = study.models().get(i);
            narrator.say("");
            narrator.say(String.format(
                    "model %d of %d: %s%s", i + 1, study.models().size(), model, i == 0 ? "" : "; " + since(start)));
            StartSpec weights = study.recipes().get(model).start();
            narrator.say(weights == null ? "starts from numbers drawn from the seed" : weights.sentence());
            if (status(model) != Status.FINISHED) {
                return false;
            }
        }
        narrator.say("");
        narrator.say("all models are trained; " + since(start));
        return true;
    }

    private static String since(long start) {
        return FoldClock.text((System.nanoTime() - start) / SECOND) + " so far";
    }

    private Status status(String model) {
        RunFolder run = folder.run(model);
        boolean begun = Files.isRegularFile(run.run());
        if (study.protocol() == StudyProtocol.NOTEBOOK) {
            return (begun
                            ? TrainWork.resume(run.path(), resources, narrator, stop)
                            : TrainWork.start(config(model), narrator, stop))
                    .status();
        }
        return (begun
                        ? CrossValidationWork.resume(run.path(), resources, narrator, stop)
                        : CrossValidationWork.start(config(model), study.folds(), narrator, stop))
                .status();
    }

    private TrainConfig config(String model) {
        return new TrainConfig(
                data(study.data(), resources),
                folder.run(model).path(),
                study.recipes().get(model),
                resources);
    }

    /** The scans of {@code data}, as loading takes them. */
    static DataConfig data(DataSpec data, TrainingResources resources) {
        return new DataConfig(
                Path.of(data.folder()), data.positive(), data.negative(), resources.workers(), resources.maxPixels());
    }
}
