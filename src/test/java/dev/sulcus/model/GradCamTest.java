package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.GradCam.Explanation;
import dev.sulcus.pipeline.HeatMap;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

@Tag("native")
class GradCamTest {
    private static final PixelSpec SIXTY_FOUR = new PixelSpec(64, 64, Resampling.AREA);

    @TempDir
    Path folder;

    @Test
    void shouldGiveTheProbabilityThatTheClassifierGives() {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("model"), 3);
        float[] scored = new float[5];
        try (TUint8 batch = noise(RandomModels.PIXELS, 5);
                Classifier classifier = Classifier.open(bundle, SessionConfig.DEFAULT);
                GradCam cam = GradCam.open(bundle, SessionConfig.DEFAULT)) {
            classifier.score(batch, scored, 0);
            List<Explanation> explained = cam.explain(batch);
            for (int i = 0; i < 5; i++) {
                assertThat(explained.get(i).probability()).isCloseTo(scored[i], within(1e-6f));
            }
        }
    }

    @Test
    void shouldGiveAPictureTheSameMapAloneAndInABatch() {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("model"), 3);
        try (TUint8 three = noise(RandomModels.PIXELS, 3);
                TUint8 one = noise(RandomModels.PIXELS, 1);
                GradCam cam = GradCam.open(bundle, SessionConfig.DEFAULT)) {
            assertThat(cam.explain(one).get(0).heat().values())
                    .containsExactly(cam.explain(three).get(0).heat().values(), within(1e-5f));
        }
    }

    /** One channel that averages 3×3 pixels, and a head that likes whatever is bright. */
    @ParameterizedTest
    @CsvSource({"4, 4", "20, 8", "9, 25", "25, 25", "16, 15"})
    void shouldPeakWhereTheNetworkFindsWhatItLooksFor(int row, int column) {
        ModelBundle bundle = brightnessFinder();
        try (TUint8 batch = square(row, column);
                GradCam cam = GradCam.open(bundle, SessionConfig.DEFAULT)) {
            HeatMap heat = cam.explain(batch).get(0).heat();
            assertThat(heat.peakRow()).isCloseTo(row, within(1.0));
            assertThat(heat.peakColumn()).isCloseTo(column, within(1.0));
            assertThat(heat.values()[heat.peak()]).isEqualTo(1);
        }
    }

    @Test
    void shouldBeBlankWhereNothingSpeaksForATumour() {
        ModelBundle bundle = brightnessFinder();
        try (TUint8 black = TUint8.tensorOf(Shape.of(1, 32, 32, 3));
                GradCam cam = GradCam.open(bundle, SessionConfig.DEFAULT)) {
            black.asRawTensor().data().write(new byte[32 * 32 * 3]);
            assertThat(cam.explain(black).get(0).heat().blank()).isTrue();
        }
    }

    /** EfficientNet's head is linear in the pooled features: Grad-CAM is CAM there (Zhou et al. 2016), Σ w·A. */
    @Test
    void shouldEqualTheWeightedSumOfTheChannelsWhereTheHeadIsLinear() {
        Network network = EfficientNetConfig.B0.build(SIXTY_FOUR);
        List<TFloat32> weights = randomWeights(network);
        try (TUint8 batch = noise(SIXTY_FOUR, 2)) {
            ModelBundle bundle = ModelBundle.write(folder.resolve("model"), spec(EfficientNetConfig.B0), weights);
            try (GradCam cam = GradCam.open(bundle, SessionConfig.DEFAULT)) {
                List<Explanation> explained = cam.explain(batch);
                float[][] expected = classActivation(network, weights, batch);
                for (int i = 0; i < 2; i++) {
                    assertThat(explained.get(i).heat().values()).containsExactly(expected[i], within(1e-4f));
                }
            }
        } finally {
            weights.forEach(TFloat32::close);
        }
    }

    @Test
    void shouldLayEfficientNetsCellsOverThePicture() {
        EfficientNet network = (EfficientNet) EfficientNetConfig.B0.build(new PixelSpec(224, 224, Resampling.AREA));
        var axis = network.seen(dev.sulcus.pipeline.HeatAxis.pixels(224));
        assertThat(axis.cells()).isEqualTo(7);
        assertThat(axis.stride()).isEqualTo(32);
        assertThat(axis.first()).isEqualTo(31);
    }

    @Test
    void shouldRefuseAModelWithoutAConvolution() {
        var config = LogisticConfig.DEFAULT;
        var values = new ArrayList<TFloat32>();
        for (WeightSpec weight : config.build(RandomModels.PIXELS).weights()) {
            values.add(TFloat32.tensorOf(weight.shape()));
        }
        ModelBundle bundle = ModelBundle.write(folder.resolve("model"), spec(config, RandomModels.PIXELS), values);
        values.forEach(TFloat32::close);
        assertThatThrownBy(() -> GradCam.open(bundle, SessionConfig.DEFAULT).close())
                .isInstanceOf(Fault.class)
                .hasMessageContaining("explain needs a convolutional model")
                .satisfies(e -> assertThat(((Fault) e).kind()).isEqualTo(FaultKind.USAGE));
    }

    @Test
    void shouldSayThatTheWeightsAreDamaged() throws IOException {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("model"), 3);
        Files.write(bundle.folder().resolve("variables/variables.index"), new byte[40]);
        assertThatThrownBy(() -> GradCam.open(bundle, SessionConfig.DEFAULT).close())
                .isInstanceOf(Fault.class)
                .hasMessageContaining("don't fit the network")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    private float[][] classActivation(Network network, List<TFloat32> weights, TUint8 batch) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            var feeds = weights.stream()
                    .map(weight -> tf.placeholder(TFloat32.class))
                    .toList();
            Forward pass = Forward.inference(tf, network.weights(), feeds);
            var images = Preprocessing.input(tf, SIXTY_FOUR);
            network.logits(pass, Preprocessing.asFloat(tf, images));
            var runner = session.runner().feed(images, batch).fetch(pass.output(EfficientNet.LAST_CONVOLUTION));
            for (int i = 0; i < feeds.size(); i++) {
                runner.feed(feeds.get(i), weights.get(i));
            }
            try (var result = runner.run()) {
                return weighted((TFloat32) result.get(0), weights.get(weights.size() - 2));
            }
        }
    }

    private static float[][] weighted(TFloat32 activation, TFloat32 kernel) {
        int cells = (int) (activation.shape().get(1) * activation.shape().get(2));
        float[][] maps = new float[(int) activation.shape().get(0)][cells];
        int columns = (int) activation.shape().get(2);
        for (int picture = 0; picture < maps.length; picture++) {
            float largest = 0;
            for (int cell = 0; cell < cells; cell++) {
                double sum = 0;
                for (int channel = 0; channel < kernel.shape().get(0); channel++) {
                    sum += kernel.getFloat(channel, 0)
                            * activation.getFloat(picture, cell / columns, cell % columns, channel);
                }
                maps[picture][cell] = (float) Math.max(0, sum);
                largest = Math.max(largest, maps[picture][cell]);
            }
            for (int cell = 0; cell < cells && largest > 0; cell++) {
                maps[picture][cell] /= largest;
            }
        }
        return maps;
    }

    private ModelBundle brightnessFinder() {
        var config = new CnnConfig(List.of(1), 1, 0);
        var values = new ArrayList<TFloat32>();
        for (WeightSpec weight : config.build(RandomModels.PIXELS).weights()) {
            TFloat32 value = TFloat32.tensorOf(weight.shape());
            float[] numbers = new float[(int) weight.count()];
            java.util.Arrays.fill(numbers, weight.name().equals("kernel") ? 1f / numbers.length : 0);
            value.asRawTensor().data().asFloats().write(numbers);
            values.add(value);
        }
        try {
            return ModelBundle.write(folder.resolve("bright"), spec(config, RandomModels.PIXELS), values);
        } finally {
            values.forEach(TFloat32::close);
        }
    }

    private static List<TFloat32> randomWeights(Network network) {
        var random = new Random(4);
        var values = new ArrayList<TFloat32>();
        for (WeightSpec weight : network.weights()) {
            TFloat32 value = TFloat32.tensorOf(weight.shape());
            float[] numbers = new float[(int) weight.count()];
            long[] dims = weight.dims();
            double size = dims.length == 0 ? 1 : weight.count() / (double) dims[dims.length - 1];
            for (int i = 0; i < numbers.length; i++) {
                boolean kernel = weight.name().equals("kernel");
                numbers[i] = kernel
                        ? (float) (random.nextGaussian()
                                / Math.sqrt(weight.layer().contains("dwconv") ? 9 : size))
                        : weight.name().contains("variance") || weight.name().equals("gamma") ? 1 : 0;
            }
            value.asRawTensor().data().asFloats().write(numbers);
            values.add(value);
        }
        return values;
    }

    private static ModelSpec spec(NetworkConfig network) {
        return spec(network, SIXTY_FOUR);
    }

    private static ModelSpec spec(NetworkConfig network, PixelSpec pixels) {
        return new ModelSpec(
                ModelSpec.SCHEMA,
                "made-up",
                network,
                network.build(pixels).parameters(),
                pixels,
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                List.of("no"),
                List.of("yes"),
                0.5,
                java.util.Map.of());
    }

    /** A white square of three pixels on black. */
    private static TUint8 square(int row, int column) {
        byte[] picture = new byte[32 * 32 * 3];
        for (int y = row - 1; y <= row + 1; y++) {
            java.util.Arrays.fill(picture, (y * 32 + column - 1) * 3, (y * 32 + column + 2) * 3, (byte) 255);
        }
        TUint8 batch = TUint8.tensorOf(Shape.of(1, 32, 32, 3));
        batch.asRawTensor().data().write(picture);
        return batch;
    }

    private static TUint8 noise(PixelSpec pixels, int count) {
        TUint8 batch = TUint8.tensorOf(Shape.of(count, pixels.height(), pixels.width(), 3));
        byte[] bytes = new byte[pixels.imageBytes()];
        for (int i = 0; i < count; i++) {
            new Random(i).nextBytes(bytes);
            batch.asRawTensor().data().offset((long) i * bytes.length).write(bytes);
        }
        return batch;
    }
}
