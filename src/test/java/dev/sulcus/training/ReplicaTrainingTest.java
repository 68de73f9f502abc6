package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Replicas on virtual CPU devices against one device. */
@Tag("native")
class ReplicaTrainingTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final CnnConfig CNN = new CnnConfig(List.of(4, 8), 16, 0);
    private static final CnnConfig DROPPING = new CnnConfig(List.of(4, 8), 16, 0.5);
    private static final EfficientNetConfig SMALL = new EfficientNetConfig(0, 0);
    /** Its ε keeps an update proportional to its gradient: Keras' would blow the last digit of a tiny one up. */
    private static final AdamConfig SMOOTH = new AdamConfig(1e-2, 0.9, 0.999, 1e-1);

    private static final AugmentationConfig ALL_KINDS =
            new AugmentationConfig(15, 0.1, 0.1, 5, 0.1, true, 0.3, 0.2, 0.05, 0.05, 0.5);

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldTrainLogisticRegressionAsOneDeviceDoes(int replicas) {
        requireSame(LogisticConfig.DEFAULT, Unfreeze.ALL, AugmentationConfig.NONE, replicas, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldTrainTheCnnAsOneDeviceDoes(int replicas) {
        requireSame(CNN, Unfreeze.ALL, AugmentationConfig.NONE, replicas, 1e-6);
    }

    /** Dropout, noise and boxes are those of the row in the whole batch. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldDropAndAugmentAsOneDeviceDoes(int replicas) {
        requireSame(DROPPING, Unfreeze.ALL, ALL_KINDS, replicas, 1e-6);
    }

    @Test
    void shouldTrainEfficientNetWithStoredStatisticsAsOneDeviceDoes() {
        requireSame(SMALL, Unfreeze.HEAD, AugmentationConfig.NONE, 3, 1e-6);
    }

    /**
     * Each replica has the same rows, so its own statistics are those of the whole batch. One step: with four different
     * rows a normalisation blows last digits up, and every further step more of them.
     */
    @Test
    void shouldTrainEfficientNetAsOneDeviceDoesWhereStatisticsAgree() {
        var one = new ArrayList<float[]>();
        var two = new ArrayList<float[]>();
        double loss = efficientNetOnTwins(1, one);
        assertThat(efficientNetOnTwins(2, two)).isCloseTo(loss, Offset.offset(1e-5));
        assertThat(furthest(one, two)).isLessThan(1e-5);
    }

    @Test
    void shouldEndWithTheSameBitsWheneverItRunsAgain() {
        Run first = train(DROPPING, Unfreeze.ALL, ALL_KINDS, 3);
        Run second = train(DROPPING, Unfreeze.ALL, ALL_KINDS, 3);
        assertThat(furthest(first.weights, second.weights)).isZero();
        assertThat(second.losses).isEqualTo(first.losses);
    }

    /** Batch statistics and dropout differ between replicas; weights, moments and stored statistics must not. */
    @Test
    void shouldStayEqualForTwentySteps() {
        long blocks = NativeBlocks.liveBlocks();
        try (var graph = open(new EfficientNetConfig(0.2, 0.2), Unfreeze.parse("40"), ALL_KINDS, AdamConfig.KERAS, 2);
                var images = noise(5);
                var feeds = feeds(5)) {
            graph.initialize(3);
            graph.requireEqualReplicas();
            for (int step = 1; step <= 20; step++) {
                graph.step(images, feeds, 1e-3, 3, step);
            }
            graph.requireEqualReplicas();
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
    }

    @Test
    void shouldSetEveryReplicaFromACheckpoint() {
        try (var graph = open(CNN, Unfreeze.ALL, AugmentationConfig.NONE, SMOOTH, 3);
                var images = noise(6);
                var feeds = feeds(6)) {
            graph.initialize(3);
            graph.step(images, feeds, 1e-2, 3, 1);
            try (Result state = graph.state()) {
                graph.step(images, feeds, 1e-2, 3, 2);
                double straight = graph.lastLoss();
                List<TFloat32> values = new ArrayList<>();
                for (int i = 0; i < state.size(); i++) {
                    values.add((TFloat32) state.get(i));
                }
                graph.restore(values);
                graph.requireEqualReplicas();
                graph.step(images, feeds, 1e-2, 3, 2);
                assertThat(graph.lastLoss()).isEqualTo(straight);
            }
        }
    }

    private static void requireSame(
            NetworkConfig network, Unfreeze unfreeze, AugmentationConfig augmentation, int replicas, double most) {
        Run one = train(network, unfreeze, augmentation, 1);
        Run several = train(network, unfreeze, augmentation, replicas);
        assertThat(furthest(one.weights, several.weights)).isLessThan(most);
        for (int i = 0; i < one.losses.size(); i++) {
            assertThat(several.losses.get(i)).isCloseTo(one.losses.get(i), Offset.offset(most));
        }
        assertThat(several.correct).isEqualTo(one.correct);
        assertThat(furthest(one.weights, one.start)).isGreaterThan(100 * most);
    }

    /** Batches of 8, and short ones of 5 and 2: with three replicas one of them has no row then. */
    private static Run train(NetworkConfig network, Unfreeze unfreeze, AugmentationConfig augmentation, int replicas) {
        var run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (var graph = open(network, unfreeze, augmentation, SMOOTH, replicas)) {
            graph.initialize(3);
            collect(graph, run.start);
            int step = 0;
            for (int size : new int[] {8, 8, 5, 8, 2}) {
                step++;
                try (var images = noise(size);
                        var feeds = feeds(size)) {
                    augment(augmentation, step, feeds);
                    graph.step(images, feeds, 1e-2, 3, step);
                }
                run.losses.add(graph.lastLoss());
                run.correct.add(graph.lastCorrect());
            }
            graph.requireEqualReplicas();
            collect(graph, run.weights);
        }
        return run;
    }

    /** The loss of a step on four rows, each twice, and what became of the weights. */
    private static double efficientNetOnTwins(int replicas, List<float[]> weights) {
        try (var graph = open(SMALL, Unfreeze.parse("60"), AugmentationConfig.NONE, SMOOTH, replicas);
                TUint8 images = TUint8.tensorOf(Shape.of(8, 32, 32, 3));
                var feeds = new StepFeeds(8)) {
            byte[] half = new byte[4 * PIXELS.imageBytes()];
            new Random(4).nextBytes(half);
            byte[] twice = new byte[2 * half.length];
            System.arraycopy(half, 0, twice, 0, half.length);
            System.arraycopy(half, 0, twice, half.length, half.length);
            images.asRawTensor().data().write(twice);
            for (int row = 0; row < 8; row++) {
                feeds.set(row, row % 2, 1 + row % 4);
            }
            graph.initialize(3);
            graph.step(images, feeds, 1e-2, 3, 1);
            graph.requireEqualReplicas();
            collect(graph, weights);
            return graph.lastLoss();
        }
    }

    /** What a training came to. */
    private record Run(List<Double> losses, List<Integer> correct, List<float[]> start, List<float[]> weights) {}

    private static TrainingGraph open(
            NetworkConfig network, Unfreeze unfreeze, AugmentationConfig augmentation, AdamConfig adam, int replicas) {
        var config = new GraphConfig(unfreeze, false, augmentation, adam, 0, 0, replicas);
        return new TrainingGraph(network.build(PIXELS), PIXELS, config, SessionConfig.DEFAULT);
    }

    private static void augment(AugmentationConfig config, int epoch, StepFeeds feeds) {
        for (int row = 0; row < feeds.size(); row++) {
            new Augmentation(config, PIXELS).draw(3, epoch, row, feeds.transformValues(), row);
            new ToneAugmentation(config, PIXELS).draw(3, epoch, row, feeds.toneValues(), row);
        }
    }

    private static void collect(TrainingGraph graph, List<float[]> into) {
        try (Result weights = graph.weights()) {
            for (int i = 0; i < weights.size(); i++) {
                var data = ((TFloat32) weights.get(i)).asRawTensor().data().asFloats();
                float[] values = new float[Math.toIntExact(data.size())];
                data.read(values);
                into.add(values);
            }
        }
    }

    private static double furthest(List<float[]> one, List<float[]> other) {
        double most = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int j = 0; j < one.get(i).length; j++) {
                most = Math.max(most, Math.abs(one.get(i)[j] - (double) other.get(i)[j]));
            }
        }
        return most;
    }

    private static TUint8 noise(int size) {
        byte[] pixels = new byte[size * PIXELS.imageBytes()];
        new Random(size).nextBytes(pixels);
        TUint8 images = TUint8.tensorOf(Shape.of(size, 32, 32, 3));
        images.asRawTensor().data().write(pixels);
        return images;
    }

    private static StepFeeds feeds(int size) {
        var feeds = new StepFeeds(size);
        for (int row = 0; row < size; row++) {
            feeds.set(row, row % 2, 1 + row % 3);
            feeds.setKind(row, -1);
        }
        return feeds;
    }
}
