package dev.sulcus.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ScorerTest {
    @TempDir
    Path folder;

    private Path scans;

    @BeforeEach
    void draw() {
        scans = folder.resolve("scans");
        DrawnScans.write(scans, 9, 40, 8);
    }

    @Test
    void shouldPutTheMostUrgentFirst() {
        ScoringResult result = score(random(), inputs(), 0.5);
        assertThat(result.rows()).hasSize(9);
        assertThat(result.rows())
                .extracting(WorklistRow::probability)
                .isSortedAccordingTo((a, b) -> Float.compare(b, a))
                .doesNotHaveDuplicates();
        assertThat(result.quarantined()).isEmpty();
    }

    @Test
    void shouldPutEqualOnesInTheOrderOfTheirPaths() throws IOException {
        Path same = Files.createDirectories(folder.resolve("same"));
        for (String name : List.of("b.png", "a.png", "ä.png", "B.png")) {
            Files.copy(scans.resolve("scan-8-000.png"), same.resolve(name));
        }
        ScoringResult result = score(random(), InputList.collect(List.of(same)), 0.5);
        assertThat(result.rows())
                .extracting(row -> Path.of(row.path()).getFileName().toString())
                .containsExactly("B.png", "a.png", "b.png", "ä.png");
    }

    @Test
    void shouldFlagFromTheThresholdOn() {
        float middle = score(random(), inputs(), 0.5).rows().get(4).probability();
        ScoringResult result = score(random(), inputs(), middle);
        assertThat(result.flagged()).isEqualTo(5);
        assertThat(result.rows().get(4).flagged()).as("equal to the threshold").isTrue();
        assertThat(result.rows().get(5).flagged()).isFalse();
    }

    @Test
    void shouldQuarantineWhatCannotBeReadAndGoOn() throws IOException {
        Files.writeString(scans.resolve("text.png"), "no picture");
        Files.createFile(scans.resolve("empty.png"));
        Path whole = scans.resolve("scan-8-000.png");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(scans.resolve("cut.png"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        InputList inputs = InputList.collect(List.of(scans, folder.resolve("gone.png")));
        ScoringResult result = score(random(), inputs, 0.5);
        assertThat(result.rows()).hasSize(9);
        assertThat(result.quarantined())
                .extracting(scan -> Path.of(scan.path()).getFileName().toString())
                .containsExactly("gone.png", "cut.png", "empty.png", "text.png");
        assertThat(result.quarantined())
                .extracting(UnreadableScan::reason)
                .allSatisfy(reason -> assertThat(reason).isNotBlank().hasLineCount(1));
    }

    @Test
    void shouldNeverGiveAFileTheScoreOfItsNeighbour() throws IOException {
        ScoringResult whole = score(random(), inputs(), 0.5);
        Files.writeString(scans.resolve("scan-8-004.png"), "no picture");
        ScoringResult broken = score(random(), inputs(), 0.5);
        var expected = new ArrayList<>(whole.rows());
        expected.removeIf(row -> row.path().endsWith("scan-8-004.png"));
        assertThat(broken.rows()).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldScoreNothingWhenThereIsNothing() {
        ScoringResult result = score(random(), new InputList(List.of(), List.of()), 0.5);
        assertThat(result.rows()).isEmpty();
        assertThat(result.quarantined()).isEmpty();
    }

    @Test
    void shouldRefuseAModelThatAnswersNanAndFreeEverything() {
        ModelBundle nan = RandomModels.biased(folder.resolve("nan"), Float.NaN);
        int before = NativeBlocks.liveBlocks();
        assertThatThrownBy(() -> score(nan, inputs(), 0.5))
                .hasMessageContainingAll(".png", "NaN", "train again")
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.DATA);
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    private InputList inputs() {
        return InputList.collect(List.of(scans));
    }

    private ModelBundle random() {
        return RandomModels.tiny(folder.resolve("model"), 4);
    }

    private static ScoringResult score(ModelBundle bundle, InputList inputs, double threshold) {
        var pipeline = new PipelineConfig(RandomModels.PIXELS, 4, 2, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
        try (Classifier classifier = Classifier.open(bundle, SessionConfig.DEFAULT)) {
            return Scorer.score(classifier, inputs, pipeline, threshold, Progress.NONE);
        }
    }
}
