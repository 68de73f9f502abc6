package dev.sulcus.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sulcus.device.GpuLibraries;
import dev.sulcus.device.GpuLibrary;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.support.HostCuda;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** NVIDIA's own libraries, as far as they go on a machine without a card. */
@Tag("native")
class LinkedCudaTest {
    @Test
    void shouldSayThatThereIsNoDriver() {
        assumeNoDriver();
        Fault fault = catchThrowableOfType(Fault.class, Gpu::firstOfTensorFlow);
        assertThat(fault.kind()).isEqualTo(FaultKind.DEVICE);
        assertThat(fault).hasMessageContainingAll("libcuda.so.1", "NVIDIA driver");
    }

    @Test
    void shouldLinkTheRuntimeAndHearThatThereIsNoDriver() {
        assumeNoDriver();
        assumeLibrary(GpuLibrary.CUDART);
        CudaCalls cuda = LinkedCuda.open();
        assertThat(cuda.deviceCount(new int[1])).isEqualTo(CudaStatus.INSUFFICIENT_DRIVER);
        assertThat(cuda.lastError()).isEqualTo(CudaStatus.INSUFFICIENT_DRIVER);
        assertThatThrownBy(() -> Gpu.over(cuda, 0))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll("GPU 0", "cudaErrorInsufficientDriver", "while counting cards");
    }

    @Test
    void shouldNameTheErrorsThatItJudges() {
        assumeLibrary(GpuLibrary.CUDART);
        CudaCalls cuda = LinkedCuda.open();
        assertThat(cuda.describe(CudaStatus.MEMORY_ALLOCATION)).startsWith("cudaErrorMemoryAllocation, ");
        assertThat(cuda.describe(CudaStatus.ILLEGAL_ADDRESS)).startsWith("cudaErrorIllegalAddress, ");
        assertThat(cuda.describe(CudaStatus.LAUNCH_FAILURE)).startsWith("cudaErrorLaunchFailure, ");
        assertThat(cuda.describe(CudaStatus.NO_DEVICE)).startsWith("cudaErrorNoDevice, ");
        assertThat(cuda.describe(CudaStatus.HOST_MEMORY_ALREADY_REGISTERED))
                .startsWith("cudaErrorHostMemoryAlreadyRegistered, ");
        int[] losing = {214, 220, 702, 709, 710, 714, 715, 716, 717, 718, 999};
        String[] names = {
            "ECCUncorrectable",
            "NvlinkUncorrectable",
            "LaunchTimeout",
            "ContextIsDestroyed",
            "Assert",
            "HardwareStackError",
            "IllegalInstruction",
            "MisalignedAddress",
            "InvalidAddressSpace",
            "InvalidPc",
            "Unknown"
        };
        for (int i = 0; i < losing.length; i++) {
            assertThat(CudaStatus.losesContext(losing[i])).isTrue();
            assertThat(cuda.describe(losing[i])).startsWith("cudaError" + names[i] + ", ");
        }
    }

    @Test
    void shouldLinkNvJpegAndHearThatItCannotBegin() {
        assumeNoDriver();
        assumeLibrary(GpuLibrary.NVJPEG);
        int blocks = NativeBlocks.liveBlocks();
        Gpu gpu = Gpu.over(new HostCuda(), 0);
        Fault fault = catchThrowableOfType(
                Fault.class, () -> JpegDecoder.over(gpu, LinkedJpeg.open(), new JpegConfig(1, true), 1));
        assertThat(fault.kind()).isEqualTo(FaultKind.DEVICE);
        assertThat(fault).hasMessageContainingAll("nvJPEG status", "while opening the library");
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
    }

    private static void assumeNoDriver() {
        assumeFalse(GpuLibraries.driverOpens(), "this machine has an NVIDIA driver");
    }

    private static void assumeLibrary(GpuLibrary library) {
        try {
            GpuLibraries.require(library);
        } catch (Fault e) {
            assumeTrue(false, "the build for GPUs brings it: " + e.getMessage());
        }
    }
}
