package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

@Tag("native")
class ClassifierTest {
    @TempDir
    Path folder;

    @Test
    void shouldNotDependOnTheBatchAPictureIsIn() {
        var pixels = new PixelSpec(224, 224, Resampling.AREA);
        ModelBundle bundle = RandomModels.write(folder, CnnConfig.NOTEBOOK, pixels, 3, 0);
        try (Classifier classifier = Classifier.open(bundle, SessionConfig.DEFAULT)) {
            float[] together = score(classifier, noise(pixels, 0, 8));
            float[] alone = new float[8];
            for (int i = 0; i < 8; i++) {
                alone[i] = score(classifier, noise(pixels, i, 1))[0];
            }
            assertThat(alone).containsExactly(together, Offset.offset(1e-6f));
            assertThat(together[0]).isNotEqualTo(together[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 32, 33})
    void shouldScoreABatchOfAnySize(int size) {
        try (Classifier classifier = open(1)) {
            float[] all = score(classifier, noise(RandomModels.PIXELS, 0, 33));
            assertThat(score(classifier, noise(RandomModels.PIXELS, 0, size)))
                    .containsExactly(Arrays.copyOf(all, size), Offset.offset(1e-6f));
        }
    }

    @Test
    void shouldWriteAtTheOffset() {
        try (Classifier classifier = open(1);
                TUint8 batch = noise(RandomModels.PIXELS, 0, 2)) {
            float[] out = {9, 9, 9, 9};
            assertThat(classifier.score(batch, out, 1)).isEqualTo(2);
            assertThat(out[0]).isEqualTo(9);
            assertThat(out[1]).isBetween(0f, 1f);
            assertThat(out[2]).isBetween(0f, 1f);
            assertThat(out[3]).isEqualTo(9);
        }
    }

    @Test
    void shouldRefusePicturesOfAnotherSize() {
        try (Classifier classifier = open(1);
                TUint8 batch = noise(new PixelSpec(40, 40, Resampling.AREA), 0, 1)) {
            assertThatThrownBy(() -> classifier.score(batch, new float[1], 0))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("scoring a batch");
        }
    }

    @Test
    void shouldNameEverySampleThatCouldNotBeReadAndScoreTheOthers() throws IOException {
        var files = new ArrayList<>(
                DrawnScans.write(folder.resolve("scans"), 7, 40, 5).files());
        files.set(2, folder.resolve("scans/gone.png"));
        files.set(5, Files.writeString(folder.resolve("scans/text.png"), "no picture"));
        int[] order = {6, 5, 4, 3, 2, 1, 0};
        var seen = new ArrayList<Integer>();
        var failures = new String[7];
        var probabilities = new float[7];
        try (Classifier classifier = open(1);
                BatchSource source = BatchSource.open(pipeline(), files)) {
            classifier.scoreAll(source, order, (sample, probability, failure) -> {
                seen.add(sample);
                failures[sample] = failure;
                probabilities[sample] = probability;
            });
        }
        assertThat(seen).containsExactly(6, 5, 4, 3, 2, 1, 0);
        for (int i = 0; i < 7; i++) {
            boolean broken = i == 2 || i == 5;
            assertThat(failures[i] != null).as("failure of %d", i).isEqualTo(broken);
            assertThat(Float.isNaN(probabilities[i])).as("NaN for %d", i).isEqualTo(broken);
        }
    }

    @Test
    void shouldScoreAsASourceWhatItScoresAsABatch() {
        List<Path> files = DrawnScans.write(folder.resolve("scans"), 5, 40, 6).files();
        float[] streamed = new float[5];
        float[] direct = new float[5];
        try (Classifier classifier = open(1);
                BatchSource source = BatchSource.open(pipeline(), files)) {
            int[] all = IntStream.range(0, 5).toArray();
            classifier.scoreAll(source, all, (sample, probability, failure) -> streamed[sample] = probability);
            try (var pass = source.start(all)) {
                int at = 0;
                for (var batch = pass.next(); batch != null; batch = pass.next()) {
                    try (var open = batch) {
                        at += classifier.score(open.images(), direct, at);
                    }
                }
            }
        }
        assertThat(streamed).containsExactly(direct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved_model.pb", "variables/variables.index", "variables/variables.data-00000-of-00001"})
    void shouldNameAModelThatIsDamaged(String file) throws IOException {
        Path model = RandomModels.tiny(folder.resolve("model"), 1).folder();
        byte[] whole = Files.readAllBytes(model.resolve(file));
        byte[] flipped = whole.clone();
        for (int i = flipped.length / 3; i < flipped.length / 2; i++) {
            flipped[i] ^= 0x55;
        }
        for (byte[] damaged : List.of(flipped, Arrays.copyOf(whole, whole.length / 2), new byte[0])) {
            Files.write(model.resolve(file), damaged);
            assertDamaged(model);
        }
        Files.delete(model.resolve(file));
        assertDamaged(model);
    }

    @Test
    void shouldAnswerWithTheMeanOfItsMembers() {
        float[] mean = scored(List.of(1L, 2L, 3L), Views.PLAIN);
        float[][] each = {
            scored(List.of(1L), Views.PLAIN), scored(List.of(2L), Views.PLAIN), scored(List.of(3L), Views.PLAIN)
        };
        assertThat(each[0][0]).isNotEqualTo(each[1][0]);
        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isEqualTo((float) (((double) each[0][i] + each[1][i] + each[2][i]) / 3));
        }
    }

    @Test
    void shouldNotDependOnWhichOfTwoMirroredPicturesItIsGiven() {
        try (Classifier plain = open(1);
                Classifier both = Classifier.open(
                        List.of(RandomModels.tiny(folder.resolve("model-1"), 1)), Views.FLIP, SessionConfig.DEFAULT)) {
            float[] one = score(both, noise(RandomModels.PIXELS, 0, 5));
            float[] other = score(both, mirrored(noise(RandomModels.PIXELS, 0, 5)));
            assertThat(one).containsExactly(other, Offset.offset(1e-6f));
            float[] straight = score(plain, noise(RandomModels.PIXELS, 0, 5));
            float[] turned = score(plain, mirrored(noise(RandomModels.PIXELS, 0, 5)));
            assertThat(straight[0]).isNotEqualTo(turned[0]);
            assertThat(one[0]).isCloseTo((straight[0] + turned[0]) / 2, Offset.offset(1e-6f));
        }
    }

    @Test
    void shouldLeaveNothingOpenWhenAMemberIsDamaged() throws IOException {
        ModelBundle good = RandomModels.tiny(folder.resolve("good"), 1);
        ModelBundle bad = RandomModels.tiny(folder.resolve("bad"), 1);
        Files.write(bad.folder().resolve("saved_model.pb"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Classifier.open(List.of(good, bad), Views.PLAIN, SessionConfig.DEFAULT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldRefuseMembersThatTakeOtherPictures() {
        ModelBundle small = RandomModels.tiny(folder.resolve("small"), 1);
        ModelBundle large = RandomModels.write(
                folder.resolve("large"), RandomModels.TINY, new PixelSpec(40, 40, Resampling.AREA), 1, 0);
        assertThatThrownBy(() -> Classifier.open(List.of(small, large), Views.PLAIN, SessionConfig.DEFAULT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("only models of one recipe");
    }

    private float[] scored(List<Long> seeds, Views views) {
        List<ModelBundle> bundles = seeds.stream()
                .map(seed -> RandomModels.tiny(folder.resolve("member-" + seed), seed))
                .toList();
        try (Classifier classifier = Classifier.open(bundles, views, SessionConfig.DEFAULT)) {
            assertThat(classifier.members()).isEqualTo(seeds.size());
            return score(classifier, noise(RandomModels.PIXELS, 0, 4));
        }
    }

    /** Every row of every picture backwards; takes the batch. */
    private static TUint8 mirrored(TUint8 batch) {
        int width = (int) batch.shape().get(2);
        byte[] bytes = new byte[Math.toIntExact(batch.shape().size())];
        batch.asRawTensor().data().read(bytes);
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length / 3; i++) {
            int from = (i / width * width + width - 1 - i % width) * 3;
            System.arraycopy(bytes, from, turned, 3 * i, 3);
        }
        batch.asRawTensor().data().write(turned);
        return batch;
    }

    private static void assertDamaged(Path model) {
        assertThatThrownBy(() -> Classifier.open(ModelBundle.find(model), SessionConfig.DEFAULT)
                        .close())
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll(model.toString(), "the saved model is damaged")
                .satisfies(e -> {
                    assertThat(((Fault) e).kind()).isEqualTo(FaultKind.DATA);
                    assertThat(e.getMessage().lines()).hasSize(1);
                });
    }

    private Classifier open(long seed) {
        return Classifier.open(RandomModels.tiny(folder.resolve("model-" + seed), seed), SessionConfig.DEFAULT);
    }

    private static PipelineConfig pipeline() {
        return new PipelineConfig(RandomModels.PIXELS, 3, 2, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
    }

    private static float[] score(Classifier classifier, TUint8 batch) {
        try (batch) {
            float[] out = new float[(int) batch.shape().get(0)];
            assertThat(classifier.score(batch, out, 0)).isEqualTo(out.length);
            return out;
        }
    }

    /** Pictures {@code first} and those that follow; picture i is always the same noise, i shades dark. */
    private static TUint8 noise(PixelSpec pixels, int first, int count) {
        TUint8 batch = TUint8.tensorOf(Shape.of(count, pixels.height(), pixels.width(), PixelSpec.CHANNELS));
        byte[] picture = new byte[pixels.imageBytes()];
        for (int i = 0; i < count; i++) {
            new Random(first + i).nextBytes(picture);
            for (int k = 0; k < picture.length; k++) {
                picture[k] = (byte) ((picture[k] & 0xff) * (first + i + 1) / 40);
            }
            batch.asRawTensor().data().offset((long) i * picture.length).write(picture);
        }
        return batch;
    }
}
