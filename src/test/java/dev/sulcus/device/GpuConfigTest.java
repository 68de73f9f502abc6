package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.OptimizerOptions.GlobalJitLevel;
import org.tensorflow.proto.RewriterConfig.Toggle;

class GpuConfigTest {
    @Test
    void shouldLeaveFloat32AloneUnlessAskedOtherwise() {
        assertThat(GpuConfig.DEFAULT.environment()).containsEntry("NVIDIA_TF32_OVERRIDE", "0");
        assertThat(GpuConfig.DEFAULT.with(true, null).environment()).doesNotContainKey("NVIDIA_TF32_OVERRIDE");
        assertThat(GpuConfig.DEFAULT.with(true, null).with(null, true).tf32()).isTrue();
    }

    @Test
    void shouldTellTheSession() {
        ConfigProto plain = GpuConfig.DEFAULT.addTo(ConfigProto.newBuilder()).build();
        assertThat(plain.getGpuOptions().getAllowGrowth()).isTrue();
        assertThat(plain.getGpuOptions().getPerProcessGpuMemoryFraction()).isZero();
        assertThat(plain.getGraphOptions().getOptimizerOptions().getGlobalJitLevel())
                .isEqualTo(GlobalJitLevel.DEFAULT);
        assertThat(plain.getGraphOptions().getRewriteOptions().getLayoutOptimizer())
                .isEqualTo(Toggle.DEFAULT);
        assertThat(plain.getGraphOptions().getRewriteOptions().getAutoMixedPrecision())
                .isEqualTo(Toggle.OFF);
        ConfigProto compiled = GpuConfig.DEFAULT
                .with(null, true)
                .addTo(ConfigProto.newBuilder())
                .build();
        assertThat(compiled.getGraphOptions().getOptimizerOptions().getGlobalJitLevel())
                .isEqualTo(GlobalJitLevel.ON_1);
    }

    @Test
    void shouldTellTheProcessWhoStartsKernelsAndHowTheyAreChosen() {
        var config = config(0.5, "gpu_private", 3);
        assertThat(config.environment())
                .containsEntry("TF_GPU_THREAD_MODE", "gpu_private")
                .containsEntry("TF_GPU_THREAD_COUNT", "3")
                .containsEntry("TF_CUDNN_USE_AUTOTUNE", "0")
                .containsEntry("TF_USE_CUDNN_BATCHNORM_SPATIAL_PERSISTENT", "1")
                .containsEntry("TF_GPU_ALLOCATOR", "cuda_malloc_async");
        assertThat(config.addTo(ConfigProto.newBuilder()).getGpuOptions().getPerProcessGpuMemoryFraction())
                .isEqualTo(0.5);
        assertThat(GpuConfig.DEFAULT.environment()).doesNotContainKey("TF_GPU_ALLOCATOR");
    }

    @Test
    void shouldRefuseWhatTensorFlowWouldNotUnderstand() {
        assertThatThrownBy(() -> config(1.5, "global", 2))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("memoryFraction is 1.5");
        assertThatThrownBy(() -> config(0, "private", 2))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("threadMode is 'private'");
        assertThatThrownBy(() -> config(0, "global", 0))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("threadCount is 0");
    }

    private static GpuConfig config(double fraction, String threadMode, int threads) {
        return new GpuConfig(
                false,
                fraction,
                true,
                false,
                GpuConfig.Rewriting.DEFAULT,
                GpuConfig.Rewriting.DEFAULT,
                GpuConfig.Rewriting.DEFAULT,
                threadMode,
                threads,
                false,
                true,
                false,
                Precision.FLOAT32);
    }
}
