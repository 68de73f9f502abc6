package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.KernelCoverage;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a training step falls back to the host, wherever its pictures come from. Asked of TensorFlow's register. */
@Tag("native")
class TrainingKernelsTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final AdamConfig ADAM = new AdamConfig(1e-3, 0.9, 0.999, 1e-7, 0.01, 1);

    private static final AugmentationConfig EVERY_CHANGE =
            new AugmentationConfig(15, 0.1, 0.1, 0.1, 0.1, true, 0.2, 0.1, 0.1, 0.05, 0.5);

    static Stream<Arguments> graphs() {
        var cnn = new CnnConfig(List.of(8, 16), 32, 0.5);
        return Stream.of(
                Arguments.of(cnn, EntryConfig.FED, Precision.FLOAT32),
                Arguments.of(cnn, EntryConfig.STAGED, Precision.FLOAT32),
                Arguments.of(cnn, EntryConfig.resident(5, 2), Precision.BFLOAT16),
                Arguments.of(cnn, EntryConfig.resident(5, 2), Precision.FLOAT16),
                Arguments.of(EfficientNetConfig.B0, EntryConfig.STAGED, Precision.FLOAT32),
                Arguments.of(EfficientNetConfig.B0, EntryConfig.STAGED, Precision.FLOAT16),
                Arguments.of(EfficientNetConfig.B0, EntryConfig.resident(5, 1), Precision.BFLOAT16));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void shouldHaveAKernelForEachOperationOnTheProcessor(
            NetworkConfig network, EntryConfig entry, Precision precision) {
        SessionConfig session = SessionConfig.DEFAULT.with(precision);
        assertThat(missing(network, entry, session, KernelCoverage.CPU)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void shouldHaveAKernelForEachOperationOnAGpu(NetworkConfig network, EntryConfig entry, Precision precision) {
        assumeTrue(KernelCoverage.knowsGpu(), "needs a build with kernels for GPUs: mvn -Pgpu");
        SessionConfig session = SessionConfig.DEFAULT.with(precision).with(DeviceChoice.GPU);
        assertThat(missing(network, entry, session, KernelCoverage.GPU)).isEmpty();
        assertThat(missing(network, entry, session.with(true, null), KernelCoverage.GPU))
                .isEmpty();
    }

    /**
     * Shares of a batch, sums over all, and the comparison of variables: more operations than one replica has. On a CPU
     * {@link ReplicaTrainingTest} runs them.
     */
    static Stream<Arguments> sharedGraphs() {
        var cnn = new CnnConfig(List.of(8, 16), 32, 0.5);
        return Stream.of(
                Arguments.of(cnn, EntryConfig.FED, Precision.FLOAT32),
                Arguments.of(cnn, EntryConfig.resident(5, 2), Precision.FLOAT16),
                Arguments.of(cnn, EntryConfig.resident(5, 2), Precision.BFLOAT16),
                Arguments.of(EfficientNetConfig.B0, EntryConfig.STAGED, Precision.FLOAT32));
    }

    @ParameterizedTest
    @MethodSource("sharedGraphs")
    void shouldHaveAKernelForEachOperationOfTwoReplicasOnGpus(
            NetworkConfig network, EntryConfig entry, Precision precision) {
        assumeTrue(KernelCoverage.knowsGpu(), "needs a build with kernels for GPUs: mvn -Pgpu");
        assertThat(missingOfTwo(network, entry, precision)).isEmpty();
    }

    /** On virtual devices of the processor, so with its layers: two GPUs have to be there before a graph names them. */
    private static List<String> missingOfTwo(NetworkConfig network, EntryConfig entry, Precision precision) {
        SessionConfig session = SessionConfig.DEFAULT.with(precision).with(DeviceChoice.CPU);
        return missing(network, entry, session, KernelCoverage.GPU, 2);
    }

    private static List<String> missing(
            NetworkConfig network, EntryConfig entry, SessionConfig session, String device) {
        return missing(network, entry, session, device, 1);
    }

    private static List<String> missing(
            NetworkConfig network, EntryConfig entry, SessionConfig session, String device, int replicas) {
        var config = new GraphConfig(Unfreeze.ALL, false, EVERY_CHANGE, ADAM, 0.99, 0, replicas);
        try (var graph = new TrainingGraph(network.build(PIXELS), PIXELS, config, entry, session)) {
            return graph.without(new KernelCoverage(device));
        }
    }
}
