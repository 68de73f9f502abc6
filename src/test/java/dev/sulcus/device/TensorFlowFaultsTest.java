package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.global.tensorflow;

@Tag("native")
class TensorFlowFaultsTest {
    /** As TensorFlow words them, where it is not its own allocator that had no room. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No algorithm worked!  Error messages:\n  Profiling failure on CUDNN engine: CUDNN_STATUS_ALLOC_FAILED",
                "failed to create cublas handle: CUBLAS_STATUS_ALLOC_FAILED",
                "Failed to allocate scratch space: CUDA_ERROR_OUT_OF_MEMORY: out of memory"
            })
    void shouldTakeWantOfMemoryInALibraryOfTheCardForWhatItIs(String message) {
        for (Fault fault : new Fault[] {
            TensorFlowFaults.of("a step", new TensorFlowException(message)),
            TensorFlowFaults.of("a call", tensorflow.TF_INTERNAL, message)
        }) {
            assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY);
            assertThat(TensorFlowFaults.outOfMemory(fault)).isTrue();
        }
    }

    @Test
    void shouldTellTheTwoKindsApart() {
        Fault memory = TensorFlowFaults.of("a step", new TFResourceExhaustedException("OOM"));
        assertThat(memory.kind()).isEqualTo(FaultKind.MEMORY);
        assertThat(TensorFlowFaults.outOfMemory(memory)).isTrue();
        Fault other = TensorFlowFaults.of("a step", new TensorFlowException("No algorithm worked!"));
        assertThat(other.kind()).isEqualTo(FaultKind.DEVICE);
        assertThat(TensorFlowFaults.outOfMemory(other)).isFalse();
        assertThat(TensorFlowFaults.outOfMemory(TensorFlowFaults.of("a call", tensorflow.TF_RESOURCE_EXHAUSTED, "OOM")))
                .isTrue();
    }
}
