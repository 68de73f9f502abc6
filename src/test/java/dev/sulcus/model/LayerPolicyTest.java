package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.LayerPolicy.Averaging;
import dev.sulcus.model.LayerPolicy.KernelGradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerPolicyTest {
    private static final SessionConfig CPU = SessionConfig.DEFAULT.with(DeviceChoice.CPU);
    private static final SessionConfig GPU = SessionConfig.DEFAULT.with(DeviceChoice.GPU);

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldChooseByTheDeviceOfTheSession(Precision precision) {
        assertThat(LayerPolicy.of(CPU.with(precision))).isEqualTo(LayerPolicy.onCpu(precision));
        assertThat(LayerPolicy.of(SessionConfig.DEFAULT.with(precision))).isEqualTo(LayerPolicy.onCpu(precision));
        assertThat(LayerPolicy.of(GPU.with(precision))).isEqualTo(LayerPolicy.onGpu(precision, false));
    }

    /** A sum of a picture's places in bfloat16 is no sum. */
    @Test
    void shouldAverageInFloat32WhereTheCpuSumsInBfloat16() {
        assertThat(LayerPolicy.onCpu(Precision.BFLOAT16, true).averaging()).isEqualTo(Averaging.POOL);
        assertThat(LayerPolicy.onCpu(Precision.BFLOAT16, false).averaging()).isEqualTo(Averaging.WIDE_POOL);
        assertThat(LayerPolicy.onCpu(Precision.FLOAT32, false)).isEqualTo(LayerPolicy.onCpu(Precision.FLOAT32, true));
    }

    @Test
    void shouldCastNothingForOneDnnsSakeOnAGpu() {
        for (Precision precision : Precision.values()) {
            LayerPolicy policy = LayerPolicy.onGpu(precision, false);
            assertThat(policy.wideSigmoid()).isFalse();
            assertThat(policy.wideStridedGradient()).isFalse();
            assertThat(policy.evenChannels()).isEqualTo(1);
            assertThat(policy.kernelGradient()).isEqualTo(KernelGradient.OPERATION);
            assertThat(policy.averaging()).isEqualTo(Averaging.REDUCTION);
        }
    }

    @Test
    void shouldFillPicturesUpForTensorCoresInSixteenBitsAlone() {
        assertThat(LayerPolicy.onGpu(Precision.FLOAT32, false).pictureChannels())
                .isEqualTo(3);
        assertThat(LayerPolicy.onGpu(Precision.BFLOAT16, false).pictureChannels())
                .isEqualTo(8);
        assertThat(LayerPolicy.onGpu(Precision.FLOAT16, false).pictureChannels())
                .isEqualTo(8);
    }

    /** Neither the depthwise kernel's gradient nor that of frozen statistics has an operation whose bits repeat. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldAvoidWhatAGpuHasNoRepeatableOperationFor(Precision precision) {
        LayerPolicy policy = LayerPolicy.of(GPU.with(precision).with(true, null));
        assertThat(policy.kernelGradient()).isEqualTo(KernelGradient.SUMS);
        assertThat(policy.foldedNorm()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldChangeNothingOnACpuWhereBitsRepeatAnyway(Precision precision) {
        assertThat(LayerPolicy.of(CPU.with(precision).with(true, null))).isEqualTo(LayerPolicy.onCpu(precision));
    }
}
