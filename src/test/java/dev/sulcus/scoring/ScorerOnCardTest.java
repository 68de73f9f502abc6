package dev.sulcus.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.artefact.Json;
import dev.sulcus.cuda.CudaStatus;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.resident.HostCard;
import dev.sulcus.support.MixedScans;
import dev.sulcus.support.RandomModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on the double of a card, whose pixels are the host's. */
@Tag("native")
class ScorerOnCardTest {
    private static final int FILES = 70;

    @TempDir
    Path folder;

    private final HostCard host = new HostCard();
    private InputList inputs;

    @BeforeEach
    void draw() {
        inputs = InputList.collect(
                List.of(MixedScans.write(folder.resolve("scans"), FILES).get(0).getParent()));
    }

    @Test
    void shouldGiveTheHostsWorklistAndSayWhoDecodedAndWhatItChanged() {
        int before = NativeBlocks.liveBlocks();
        try (Classifier classifier = open()) {
            ScoringResult card = Scorer.scoreOnCard(classifier, inputs, host.card(), pipeline(), 0.5, Progress.NONE);
            ScoringResult plain = Scorer.score(classifier, inputs, pipeline(), 0.5, Progress.NONE);
            assertThat(card.rows()).isEqualTo(plain.rows()).hasSize(FILES);
            assertThat(plain.decoding()).isEqualTo(new DecodingResult("host", 0, FILES, null));
            int decoded = MixedScans.cardDecodes(FILES);
            assertThat(card.decoding())
                    .isEqualTo(new DecodingResult(
                            "gpu", decoded, FILES - decoded, new DecoderShift(MixedScans.cardDecodes(64), 0, 0, 0)));
            assertThat(Json.pretty(card))
                    .contains("\"decoder\" : \"gpu\"", "\"maxDifference\"")
                    .doesNotContain("reducedBatch");
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldRecordThatTheBatchWentDown() {
        host.cuda.failing("malloc", 3, CudaStatus.MEMORY_ALLOCATION);
        try (Classifier classifier = open()) {
            ScoringResult card = Scorer.scoreOnCard(classifier, inputs, host.card(), pipeline(), 0.5, Progress.NONE);
            assertThat(card.reducedBatch()).isEqualTo(8);
            assertThat(card.rows()).hasSize(FILES);
            assertThat(Json.pretty(card)).contains("\"reducedBatch\" : 8");
        }
    }

    @Test
    void shouldSeeAShiftAndACallThatChanges() {
        var sum = new DecoderShift.Sum(0.5);
        sum.add(0.51f, 0.49f);
        sum.add(0.2f, 0.2f);
        sum.add(Float.NaN, 0.9f);
        DecoderShift shift = sum.shift();
        assertThat(shift.pictures()).isEqualTo(2);
        assertThat(shift.maxDifference()).isCloseTo(0.02, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(shift.meanDifference()).isCloseTo(0.01, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(shift.flips()).isEqualTo(1);
    }

    private Classifier open() {
        return Classifier.open(
                List.of(RandomModels.tiny(folder.resolve("model"), 4)),
                Views.PLAIN,
                SessionConfig.DEFAULT,
                ScoringEngine.FUNCTION);
    }

    private static PipelineConfig pipeline() {
        return new PipelineConfig(RandomModels.PIXELS, 16, 4, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
    }
}
