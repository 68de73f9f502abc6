package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.support.RandomModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class EvaluatorTest {
    private static final int SCANS = 11;

    @TempDir
    static Path folder;

    private static SplitPart part;
    private static Classifier classifier;

    @BeforeAll
    static void open() {
        part = DrawnScans.write(folder.resolve("scans"), SCANS, 40, 3);
        classifier = Classifier.open(RandomModels.tiny(folder.resolve("model"), 2), SessionConfig.DEFAULT);
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void shouldGiveOnePredictionPerScanInTheirOrder() {
        EvaluationResult result = evaluate(part, 4, Progress.NONE);
        assertThat(result.predictions()).extracting(Prediction::path).isEqualTo(part.paths());
        assertThat(result.predictions()).extracting(Prediction::label).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
        assertThat(result.metrics().count()).isEqualTo(SCANS);
    }

    @Test
    void shouldNotDependOnTheBatchSize() {
        double[] large = probabilities(evaluate(part, 32, Progress.NONE));
        assertThat(probabilities(evaluate(part, 1, Progress.NONE))).containsExactly(large, Offset.offset(1e-6));
        assertThat(probabilities(evaluate(part, 4, Progress.NONE))).containsExactly(large, Offset.offset(1e-6));
    }

    @Test
    void shouldTellHowFarItIs() {
        var heard = new ArrayList<String>();
        evaluate(part, 4, (done, total) -> heard.add(done + "/" + total));
        assertThat(heard).hasSize(SCANS).startsWith("1/11").endsWith("11/11");
    }

    @Test
    void shouldNameAScanThatBecameUnreadableAndFreeEverything() {
        int before = NativeBlocks.liveBlocks();
        var files = new ArrayList<>(part.files());
        files.set(6, folder.resolve("scans/gone.png"));
        var broken = new SplitPart(part.paths(), files, part.labels());
        assertThatThrownBy(() -> evaluate(broken, 4, Progress.NONE))
                .hasMessageContainingAll("gone.png", "not found", "restore it")
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.DATA);
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldCallAModelThatAlwaysAnswersTheSameDegenerate() {
        try (var always = Classifier.open(RandomModels.biased(folder.resolve("always"), 50), SessionConfig.DEFAULT)) {
            EvaluationResult result =
                    Evaluator.evaluate(always, part, pipeline(4), 0.5, BootstrapConfig.DEFAULT, Progress.NONE);
            assertThat(result.degenerate())
                    .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .contains("every scan was called tumour");
        }
    }

    private static EvaluationResult evaluate(SplitPart scans, int batch, Progress progress) {
        return Evaluator.evaluate(classifier, scans, pipeline(batch), 0.5, BootstrapConfig.NONE, progress);
    }

    private static PipelineConfig pipeline(int batch) {
        return new PipelineConfig(RandomModels.PIXELS, batch, 2, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
    }

    private static double[] probabilities(EvaluationResult result) {
        List<Prediction> predictions = result.predictions();
        return predictions.stream().mapToDouble(Prediction::probability).toArray();
    }
}
