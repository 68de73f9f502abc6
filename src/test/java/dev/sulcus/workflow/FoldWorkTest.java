package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.device.Installation;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.ThresholdConfig;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.training.TrainingListener;
import dev.sulcus.training.TrainingResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class FoldWorkTest {
    private static final TrainingResources RESOURCES =
            new TrainingResources(SessionConfig.DEFAULT, 2, 4, 1 << 24, 1 << 20);
    private static final String WEIGHTS = "variables/variables.data-00000-of-00001";

    @TempDir
    static Path shared;

    private static Path scans;
    private static RunFolder run;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        scans = shared.resolve("data");
        PhantomSet.write(scans, new PhantomSetConfig(48, 5, 0.5, 4, PhantomConfig.ofSide(64)));
        Path changes = Files.writeString(shared.resolve("recipe.json"), """
                {
                  "pixels": {"height": 48, "width": 48},
                  "network": {"filters": [4, 8], "denseUnits": 16},
                  "training": {"epochs": 2, "batchSize": 8, "adam": {"learningRate": 0.002}}
                }
                """);
        Recipe recipe = Recipe.load(Installation.models(), "cnn", changes);
        run = new RunFolder(shared.resolve("run"));
        CrossValidationWork.start(
                new TrainConfig(data(scans), run.path(), recipe, RESOURCES),
                new CrossValidationConfig(2, 4, 1, ThresholdConfig.SENSITIVITY_95, 1),
                new QuietNarrator(),
                () -> false);
    }

    @Test
    void shouldTrainToTheSameWeightsWhereTheTestScansAreGone() throws IOException {
        RunFolder fold = run.fold(1);
        SplitSpec split = fold.readSplit();
        for (String test : split.test()) {
            assertThat(scans.resolve(test)).exists();
        }
        Dataset without = DataLoading.load(data(copyWithout(split.test())), new QuietNarrator());
        RunFolder again = new RunFolder(folder.resolve("again"));
        TrainedRun trained = RunTraining.of(again, without, split.toSplit(without), Map.of(), RESOURCES)
                .train(fold.readRun(), new TrainingListener() {}, () -> false);
        assertThat(trained.interrupted()).isFalse();
        assertThat(Sha256.of(again.model().resolve(WEIGHTS)))
                .isEqualTo(Sha256.of(fold.model().resolve(WEIGHTS)));
    }

    @Test
    void shouldRefuseACrossValidationWhereOneRunIsNeeded() {
        assertThatThrownBy(run::readRun)
                .isInstanceOf(Fault.class)
                .hasMessageContaining("holds a cross-validation")
                .hasMessageContaining("fold-1");
    }

    @Test
    void shouldRefuseAFinishedFoldWhosePredictionsAreOfOtherScans() throws IOException {
        RunFolder copy = new RunFolder(folder.resolve("run"));
        copyTree(run.path(), copy.path());
        Files.copy(
                run.fold(2).predictions(),
                copy.fold(1).predictions(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(copy.run(), Files.readString(copy.run()).replace("\"FINISHED\"", "\"INTERRUPTED\""));
        assertThatThrownBy(() -> CrossValidationWork.resume(copy.path(), RESOURCES, new QuietNarrator(), () -> false))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("not of the scans that this fold tests");
    }

    private Path copyWithout(List<String> paths) throws IOException {
        Path copy = folder.resolve("data");
        copyTree(scans, copy);
        for (String path : paths) {
            Files.delete(copy.resolve(path));
        }
        return copy;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static DataConfig data(Path root) {
        return new DataConfig(root, List.of("yes"), List.of(), 2, 1 << 20);
    }
}
