package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.Precision;
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
import org.junit.jupiter.params.provider.CsvSource;
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
    private static final EfficientNetConfig TWO_HEADS = new EfficientNetConfig(0, 0, 2, false);
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

    /** The norm that gradients are cut to is that of their sums. */
    @Test
    void shouldClipDecayAndAverageAsOneDeviceDoes() {
        var adam = new AdamConfig(1e-2, 0.9, 0.999, 1e-1, 0.05, 0.01);
        requireSame(new Case(CNN, Unfreeze.ALL, AugmentationConfig.NONE, adam, 0.9, 0, Precision.FLOAT32), 3, 1e-6);
    }

    /** A kernel's gradient is rounded once for each replica, so digits differ; but no more than the type costs anyway. */
    @ParameterizedTest
    @CsvSource({"BFLOAT16, 2", "BFLOAT16, 3", "FLOAT16, 2", "FLOAT16, 3"})
    void shouldStayAsCloseToFloat32InNarrowTypesAsOneDeviceDoes(Precision precision, int replicas) {
        Run wide = train(plain(CNN, Precision.FLOAT32), 1);
        double one = furthest(train(plain(CNN, precision), 1).weights, wide.weights);
        Run several = train(plain(CNN, precision), replicas);
        assertThat(furthest(several.weights, wide.weights)).isPositive().isLessThan(3 * one);
        assertThat(furthest(wide.weights, wide.start)).isGreaterThan(6 * one);
        assertThat(several.correct).isEqualTo(wide.correct);
    }

    /** The row is with the first of three replicas, or with the last: none of them may take the step alone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void shouldSkipAStepOnAllReplicasWhereOneOverflows(int row) {
        var what = new Case(CNN, Unfreeze.ALL, AugmentationConfig.NONE, SMOOTH, 0.9, 0, Precision.FLOAT16);
        try (var graph = open(what, EntryConfig.FED, 3);
                var images = noise(8);
                var feeds = feeds(8);
                var loud = feeds(8)) {
            loud.set(row, row % 2, 1e7);
            graph.initialize(3);
            graph.step(images, feeds, 1e-2, 3, 1);
            assertThat(graph.skipped(0)).isFalse();
            List<float[]> before = state(graph);
            graph.step(images, loud, 1e-2, 3, 2);
            assertThat(graph.skipped(0)).isTrue();
            assertThat(graph.lastLoss()).isFinite();
            graph.requireEqualReplicas(); // the scale and its counts among the rest
            List<float[]> after = state(graph);
            int counts = after.size() - 3;
            assertThat(furthest(before.subList(0, counts), after.subList(0, counts)))
                    .isZero();
            assertThat(after.get(counts)[0]).isEqualTo(before.get(counts)[0] / 2);
            graph.step(images, feeds, 1e-2, 3, 3);
            assertThat(graph.skipped(0)).isFalse();
            graph.requireEqualReplicas();
            assertThat(furthest(state(graph).subList(0, counts), after.subList(0, counts)))
                    .isPositive();
        }
    }

    /** The second of three steps is skipped, the third is a short batch: fed one by one, and in one session call. */
    @Test
    void shouldSkipTheSameStepWithinASessionCall() {
        Case what = plain(DROPPING, Precision.FLOAT16);
        try (var fed = open(what, EntryConfig.FED, 2);
                var resident = open(what, EntryConfig.resident(8, 3), 2);
                var images = noise(8);
                var first = feeds(8);
                var loud = feeds(8);
                var few = feeds(3);
                TUint8 three = TUint8.tensorOf(Shape.of(3, 32, 32, 3))) {
            loud.set(6, 0, 1e7);
            images.asRawTensor()
                    .data()
                    .slice(0, three.numBytes())
                    .copyTo(three.asRawTensor().data(), three.numBytes());
            fed.initialize(3);
            resident.initialize(3);
            fed.step(images, first, 1e-2, 3, 1);
            fed.step(images, loud, 1e-2, 3, 2);
            fed.step(three, few, 1e-2, 3, 3);
            for (StepFeeds feeds : List.of(first, loud, few)) {
                for (int row = 0; row < feeds.size(); row++) {
                    feeds.rows().setLong(row, row);
                }
            }
            resident.makeRoom();
            resident.put(images, 0);
            resident.run(List.of(
                    new StepCall(new StepBatch(first.rows(), first), 1e-2, 3, 1),
                    new StepCall(new StepBatch(loud.rows(), loud), 1e-2, 3, 2),
                    new StepCall(new StepBatch(few.rows(), few), 1e-2, 3, 3)));
            assertThat(List.of(resident.skipped(0), resident.skipped(1), resident.skipped(2)))
                    .containsExactly(false, true, false);
            assertThat(resident.lastLoss()).isEqualTo(fed.lastLoss());
            resident.requireEqualReplicas();
            assertThat(furthest(state(resident), state(fed))).isZero();
        }
    }

    /**
     * Each replica has the same rows, so its own statistics are those of the whole batch; but not the same kinds, of which
     * its share of the second head's loss knows. One step: with four different
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
        var what = new Case(DROPPING, Unfreeze.ALL, ALL_KINDS, SMOOTH, 0, 0, Precision.FLOAT32);
        Run first = train(what, 3);
        Run second = train(what, 3);
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
        requireSame(new Case(network, unfreeze, augmentation, SMOOTH, 0, 0, Precision.FLOAT32), replicas, most);
    }

    private static void requireSame(Case what, int replicas, double most) {
        Run one = train(what, 1);
        Run several = train(what, replicas);
        assertThat(furthest(one.weights, several.weights)).isLessThan(most);
        for (int i = 0; i < one.losses.size(); i++) {
            assertThat(several.losses.get(i)).isCloseTo(one.losses.get(i), Offset.offset(most));
        }
        assertThat(several.correct).isEqualTo(one.correct);
        assertThat(furthest(one.weights, one.start)).isGreaterThan(100 * most);
    }

    /** Batches of 8, and short ones of 5 and 2: with three replicas one of them has no row then. */
    private static Run train(Case what, int replicas) {
        var run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (var graph = open(what, EntryConfig.FED, replicas)) {
            graph.initialize(3);
            collect(graph, run.start);
            int step = 0;
            for (int size : new int[] {8, 8, 5, 8, 2}) {
                step++;
                try (var images = noise(size);
                        var feeds = feeds(size)) {
                    augment(what.augmentation, step, feeds);
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
        var what =
                new Case(TWO_HEADS, Unfreeze.parse("60"), AugmentationConfig.NONE, SMOOTH, 0, 0.3, Precision.FLOAT32);
        try (var graph = open(what, EntryConfig.FED, replicas);
                TUint8 images = TUint8.tensorOf(Shape.of(8, 32, 32, 3));
                var feeds = feeds(8)) {
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

    /** What is trained, and how. */
    private record Case(
            NetworkConfig network,
            Unfreeze unfreeze,
            AugmentationConfig augmentation,
            AdamConfig adam,
            double average,
            double kindWeight,
            Precision precision) {}

    /** All layers, pictures as they are. */
    private static Case plain(NetworkConfig network, Precision precision) {
        return new Case(network, Unfreeze.ALL, AugmentationConfig.NONE, SMOOTH, 0, 0, precision);
    }

    private static TrainingGraph open(Case what, EntryConfig entry, int replicas) {
        var config = new GraphConfig(
                what.unfreeze, false, what.augmentation, what.adam, what.average, what.kindWeight, replicas);
        SessionConfig session = SessionConfig.DEFAULT.with(what.precision);
        return new TrainingGraph(what.network.build(PIXELS), PIXELS, config, entry, session);
    }

    private static TrainingGraph open(
            NetworkConfig network, Unfreeze unfreeze, AugmentationConfig augmentation, AdamConfig adam, int replicas) {
        return open(
                new Case(network, unfreeze, augmentation, adam, 0, 0, Precision.FLOAT32), EntryConfig.FED, replicas);
    }

    private static void augment(AugmentationConfig config, int epoch, StepFeeds feeds) {
        for (int row = 0; row < feeds.size(); row++) {
            new Augmentation(config, PIXELS).draw(3, epoch, row, feeds.transformValues(), row);
            new ToneAugmentation(config, PIXELS).draw(3, epoch, row, feeds.toneValues(), row);
        }
    }

    private static void collect(TrainingGraph graph, List<float[]> into) {
        try (Result weights = graph.weights()) {
            collect(weights, into);
        }
    }

    /** Weights, moments, and in float16 what the scale of the loss is. */
    private static List<float[]> state(TrainingGraph graph) {
        var all = new ArrayList<float[]>();
        try (Result state = graph.state()) {
            collect(state, all);
        }
        return all;
    }

    private static void collect(Result values, List<float[]> into) {
        for (int i = 0; i < values.size(); i++) {
            var data = ((TFloat32) values.get(i)).asRawTensor().data().asFloats();
            float[] numbers = new float[Math.toIntExact(data.size())];
            data.read(numbers);
            into.add(numbers);
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
        var feeds = new StepFeeds(size, 2);
        for (int row = 0; row < size; row++) {
            feeds.set(row, row % 2, 1 + row % 3);
            feeds.setKind(row, row % 3 - 1); // -1: of no kind
        }
        return feeds;
    }
}
