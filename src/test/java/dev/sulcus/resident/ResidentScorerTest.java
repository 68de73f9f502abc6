package dev.sulcus.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.cuda.CudaStatus;
import dev.sulcus.cuda.JpegStatus;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import dev.sulcus.support.MixedScans;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.util.FloatComparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way without the host against the host's way, on a double of a card: the pixels are equal there, so the answers are. */
@Tag("native")
class ResidentScorerTest {
    private static final int FILES = 23;
    private static final int BATCH = 8;

    @TempDir
    Path folder;

    private final HostCard host = new HostCard();
    private List<Path> files;
    private int blocksBefore;

    /** One line for each scored sample, in the order in which they came. */
    private record Heard(int sample, float probability, float spread, String failure) {}

    @BeforeEach
    void draw() {
        files = new ArrayList<>(MixedScans.write(folder.resolve("scans"), FILES));
        blocksBefore = NativeBlocks.liveBlocks();
    }

    @AfterEach
    void shouldHaveFreedEverything() {
        assertThat(NativeBlocks.liveBlocks())
                .as(String.join("\n", NativeBlocks.describeLive()))
                .isEqualTo(blocksBefore);
    }

    @ParameterizedTest
    @EnumSource(Views.class)
    void shouldScoreMixedBatchesAsTheHostDoesInTheSameOrder(Views views) {
        int[] order = shuffled();
        try (Classifier classifier = open(views, 1, 2)) {
            int[] onCard = new int[1];
            List<Heard> heard = resident(classifier, order, onCard, BATCH);
            assertThat(heard).isEqualTo(onHost(classifier, order));
            assertThat(heard)
                    .extracting(Heard::sample)
                    .containsExactly(Arrays.stream(order).boxed().toArray(Integer[]::new));
            assertThat(heard.get(0).spread()).isPositive();
            assertThat(onCard[0]).isEqualTo(MixedScans.cardDecodes(FILES));
        }
        assertThat(host.cuda.live()).isZero();
        assertThat(host.jpeg.live()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 23, 64})
    void shouldScoreBatchesOfAnySize(int batch) {
        try (Classifier classifier = open(Views.PLAIN, 1)) {
            assertAlike(resident(classifier, all(), new int[1], batch), onHost(classifier, all()));
        }
    }

    @Test
    void shouldPadAndResizeLinearlyAsTheHostDoes() {
        var pixels = new PixelSpec(32, 32, Resampling.LINEAR, Region.WHOLE, Fit.PAD, Tone.STORED);
        ModelBundle bundle = RandomModels.write(folder.resolve("linear"), RandomModels.TINY, pixels, 3, 0);
        try (Classifier classifier = open(List.of(bundle), Views.PLAIN);
                ResidentScorer scorer = ResidentScorer.open(classifier, host.card(), config(pixels, BATCH), files);
                BatchSource source = BatchSource.open(config(pixels, BATCH), files)) {
            var heard = new ArrayList<Float>();
            scorer.scoreAll(all(), (sample, probability, spread, failure, onCard) -> heard.add(probability));
            var expected = new ArrayList<Float>();
            classifier.scoreAll(
                    source, all(), (int sample, float probability, String failure) -> expected.add(probability));
            assertThat(heard).isEqualTo(expected);
        }
    }

    @Test
    void shouldCostACorruptFileItsRowAndNothingElse() throws IOException {
        byte[] whole = Files.readAllBytes(files.get(5));
        Files.write(files.get(5), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(files.get(6), "no picture");
        Files.delete(files.get(12));
        try (Classifier classifier = open(Views.PLAIN, 1)) {
            List<Heard> heard = resident(classifier, all(), new int[1], BATCH);
            assertThat(heard).isEqualTo(onHost(classifier, all()));
            assertThat(heard)
                    .filteredOn(one -> one.failure() != null)
                    .extracting(Heard::sample)
                    .containsExactly(5, 6, 12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parse", "decodeOnHost", "decodeOnDevice"})
    void shouldDecodeOnTheHostWhatTheCardRefuses(String method) {
        host.jpeg.failing(method, 4, JpegStatus.JPEG_NOT_SUPPORTED);
        try (Classifier classifier = open(Views.PLAIN, 1)) {
            int[] onCard = new int[1];
            assertThat(resident(classifier, all(), onCard, BATCH)).isEqualTo(onHost(classifier, all()));
            assertThat(onCard[0]).isEqualTo(MixedScans.cardDecodes(FILES) - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6}) // while batches are opened, and for pixels in the middle of both
    void shouldHalveTheBatchWhenTheCardHasNoRoom(int nth) {
        host.cuda.failing("malloc", nth, CudaStatus.MEMORY_ALLOCATION);
        Card card = host.card();
        try (Classifier classifier = open(Views.PLAIN, 1);
                ResidentScorer scorer =
                        ResidentScorer.open(classifier, card, config(RandomModels.PIXELS, BATCH), files)) {
            List<Heard> heard = resident(scorer, all(), new int[1]);
            assertAlike(heard, onHost(classifier, all()));
            assertThat(scorer.reducedBatch()).isEqualTo(BATCH / 2);
            assertThat(scorer.batchSize()).isEqualTo(BATCH / 2);
        }
        assertThat(host.cuda.live()).isZero();
    }

    @Test
    void shouldScoreThePicturesAgainThatTensorFlowHadNoRoomFor() {
        try (Classifier classifier = open(Views.PLAIN, 1);
                ResidentScorer scorer = ResidentScorer.open(
                        (address, n, out, spreads) -> {
                            if (n > 3) {
                                throw Fault.memory("out of memory", null);
                            }
                            classifier.scoreResident(address, n, out, spreads);
                        },
                        host.card(),
                        config(RandomModels.PIXELS, BATCH),
                        files)) {
            assertAlike(resident(scorer, all(), new int[1]), onHost(classifier, all()));
            assertThat(scorer.reducedBatch()).isEqualTo(2);
            assertThat(resident(scorer, shuffled(), new int[1])).hasSize(FILES);
        }
    }

    @Test
    void shouldGiveUpWhenNotOnePictureFits() {
        Card card = host.card();
        host.cuda.withMemory(100);
        try (Classifier classifier = open(Views.PLAIN, 1)) {
            assertThatThrownBy(() -> resident(classifier, card, all(), new int[1], BATCH))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("not enough memory")
                    .extracting(e -> ((Fault) e).kind())
                    .isEqualTo(FaultKind.MEMORY);
        }
        assertThat(host.cuda.live()).isZero();
    }

    @Test
    void shouldStopAndSaySoWhenTheContextIsLost() {
        try (Classifier classifier = open(Views.PLAIN, 1)) {
            var heard = new ArrayList<Integer>();
            assertThatThrownBy(() -> {
                        try (ResidentScorer scorer = ResidentScorer.open(
                                classifier, host.card(), config(RandomModels.PIXELS, BATCH), files)) {
                            scorer.scoreAll(all(), (sample, probability, spread, failure, onCard) -> {
                                heard.add(sample);
                                if (sample == 2) {
                                    host.cuda.losingContextInNextLaunch(CudaStatus.ILLEGAL_ADDRESS);
                                }
                            });
                        }
                    })
                    .isInstanceOf(Fault.class)
                    .hasMessageMatching("the GPU's context is lost after (8|16) pictures .*start the program again.*")
                    .extracting(e -> ((Fault) e).kind())
                    .isEqualTo(FaultKind.DEVICE);
            assertThat(heard).hasSizeBetween(8, 16);
        }
    }

    @Test
    void shouldFreeEverythingWhenTheListenerStopsTheWork() {
        try (Classifier classifier = open(Views.PLAIN, 1)) {
            assertThatThrownBy(() -> {
                        try (ResidentScorer scorer =
                                ResidentScorer.open(classifier, host.card(), config(RandomModels.PIXELS, 3), files)) {
                            scorer.scoreAll(all(), (sample, probability, spread, failure, onCard) -> {
                                if (sample == 7) {
                                    throw Fault.interrupted("stopped");
                                }
                            });
                        }
                    })
                    .hasMessage("stopped");
        }
        assertThat(host.cuda.live()).isZero();
    }

    @Test
    void shouldGrowByNothingFromPassToPass() {
        var oneWorker = new PipelineConfig(RandomModels.PIXELS, 4, 4, 1, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
        try (Classifier classifier = open(Views.PLAIN, 1);
                ResidentScorer scorer = ResidentScorer.open(classifier, host.card(), oneWorker, files)) {
            resident(scorer, all(), new int[1]);
            int blocks = NativeBlocks.liveBlocks();
            int live = host.cuda.live();
            for (int i = 0; i < 35; i++) { // six batches each
                resident(scorer, all(), new int[1]);
            }
            assertThat(NativeBlocks.liveBlocks())
                    .as(String.join("\n", NativeBlocks.describeLive()))
                    .isEqualTo(blocks);
            assertThat(host.cuda.live()).isEqualTo(live);
        }
    }

    @Test
    void shouldRefusePixelsThatACardCannotMake() {
        var head = new PixelSpec(32, 32, Resampling.AREA, Region.HEAD, Fit.PAD, Tone.STORED);
        assertThat(ResidentScorer.obstacle(config(RandomModels.PIXELS, BATCH))).isNull();
        assertThat(ResidentScorer.obstacle(config(head, BATCH))).contains("head");
        try (Classifier classifier = open(Views.PLAIN, 1)) {
            assertThatThrownBy(() -> ResidentScorer.open(classifier, host.card(), config(head, BATCH), files))
                    .isInstanceOf(Fault.class)
                    .hasMessageContainingAll("head", "--decoder host");
        }
    }

    /** In batches of another size, sums on the processor may differ in their last digit. */
    private static void assertAlike(List<Heard> actual, List<Heard> expected) {
        assertThat(actual)
                .usingRecursiveFieldByFieldElementComparator(RecursiveComparisonConfiguration.builder()
                        .withComparatorForType(new FloatComparator(1e-6f), Float.class)
                        .build())
                .isEqualTo(expected);
    }

    private List<Heard> resident(Classifier classifier, int[] order, int[] onCard, int batch) {
        return resident(classifier, host.card(), order, onCard, batch);
    }

    private List<Heard> resident(Classifier classifier, Card card, int[] order, int[] onCard, int batch) {
        try (ResidentScorer scorer = ResidentScorer.open(classifier, card, config(RandomModels.PIXELS, batch), files)) {
            return resident(scorer, order, onCard);
        }
    }

    private static List<Heard> resident(ResidentScorer scorer, int[] order, int[] onCard) {
        var heard = new ArrayList<Heard>();
        scorer.scoreAll(order, (sample, probability, spread, failure, decoded) -> {
            heard.add(new Heard(sample, probability, spread, failure));
            onCard[0] += decoded ? 1 : 0;
        });
        return heard;
    }

    private List<Heard> onHost(Classifier classifier, int[] order) {
        var heard = new ArrayList<Heard>();
        try (BatchSource source = BatchSource.open(config(RandomModels.PIXELS, BATCH), files)) {
            classifier.scoreAll(
                    source,
                    order,
                    (int sample, float probability, float spread, String failure) ->
                            heard.add(new Heard(sample, probability, spread, failure)));
        }
        return heard;
    }

    private Classifier open(Views views, long... seeds) {
        return open(
                Arrays.stream(seeds)
                        .mapToObj(seed -> RandomModels.tiny(folder.resolve("model-" + seed), seed))
                        .toList(),
                views);
    }

    private static Classifier open(List<ModelBundle> bundles, Views views) {
        return Classifier.open(bundles, views, SessionConfig.DEFAULT, ScoringEngine.FUNCTION);
    }

    private static PipelineConfig config(PixelSpec pixels, int batch) {
        return new PipelineConfig(pixels, batch, 4, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
    }

    private static int[] all() {
        return IntStream.range(0, FILES).toArray();
    }

    private static int[] shuffled() {
        var order = new ArrayList<>(IntStream.range(0, FILES).boxed().toList());
        Collections.shuffle(order, new Random(3));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
