package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

@Tag("native")
class KernelCoverageTest {
    @Test
    void shouldFindNothingMissingWhereEachOperationHasAKernel() {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            tf.math.add(tf.constant(1f), tf.constant(2f));
            assertThat(new KernelCoverage(KernelCoverage.CPU).missing(graph)).isEmpty();
        }
    }

    @Test
    void shouldNameAnOperationThatHasAKernelForOtherTypesOnly() {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            tf.math.softplus(tf.constant(1f));
            tf.math.floorMod(tf.constant(1f), tf.constant(2f));
            graph.opBuilder("Cross", "cross", graph.baseScope())
                    .addInput(tf.constant(new float[] {1, 2, 3}).asOutput())
                    .addInput(tf.constant(new float[] {1, 2, 3}).asOutput())
                    .build();
            assertThat(new KernelCoverage("TPU_SYSTEM").missing(graph))
                    .contains("Cross(T=DT_FLOAT)", "Softplus(T=DT_FLOAT)");
            assertThat(new KernelCoverage(KernelCoverage.CPU).missing(graph)).isEmpty();
        }
    }

    @Test
    void shouldNotAskForWhatIsPinnedToTheHost() {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            tf.withDevice(ReplicaDevices.HOST)
                    .strings
                    .upper(tf.withDevice(ReplicaDevices.HOST).constant("a"));
            assertThat(new KernelCoverage(KernelCoverage.GPU).missing(graph)).isEmpty();
            tf.withDevice(new ReplicaDevices(false, 2).of(1)).strings.upper(tf.constant("a"));
            assertThat(new KernelCoverage(KernelCoverage.GPU).missing(graph)).contains("StringUpper()");
        }
    }

    @Test
    void shouldKnowWhatAGraphicsCardComputesNot() {
        assumeTrue(NativeLibraries.isGpuBuild(), "needs a build with kernels for GPUs: mvn -Pgpu");
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            tf.math.add(tf.constant(1f), tf.constant(2f));
            tf.strings.upper(tf.constant("a"));
            assertThat(new KernelCoverage(KernelCoverage.GPU).missing(graph))
                    .contains("StringUpper()")
                    .doesNotContain("AddV2(T=DT_FLOAT)", "Add(T=DT_FLOAT)");
        }
    }
}
