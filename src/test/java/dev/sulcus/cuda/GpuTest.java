package dev.sulcus.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.support.HostCuda;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuTest {
    private final HostCuda cuda = new HostCuda();
    private final Gpu gpu = Gpu.over(cuda, 0);
    private int blocks;

    @BeforeEach
    void count() {
        blocks = NativeBlocks.liveBlocks();
    }

    @AfterEach
    void shouldHaveClosedEverything() {
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
    }

    @Test
    void shouldSayHowManyCardsThereAre() {
        assertThatThrownBy(() -> Gpu.over(new HostCuda(132, 132), 2))
                .hasMessageContainingAll("no GPU 2", "CUDA sees 2", "CUDA_VISIBLE_DEVICES");
    }

    @Test
    void shouldTellItsCapability() {
        assertThat(gpu.capability()).isEqualTo(90);
    }

    @Test
    void shouldCountMemoryInTheLedgerUntilItIsClosed() {
        try (DeviceMemory memory = gpu.allocate("a test", 1000)) {
            assertThat(NativeBlocks.describeLive()).anyMatch(line -> line.contains("memory of GPU 0, a test, 1000"));
            assertThat(cuda.live()).isEqualTo(1);
            assertThat(memory.bytes()).isEqualTo(1000);
        }
        assertThat(cuda.live()).isZero();
    }

    @Test
    void shouldCloseEverythingTwiceInAnyOrder() {
        DeviceMemory memory = gpu.allocate("a test", 16);
        GpuStream stream = gpu.openStream("a test");
        GpuEvent event = gpu.openEvent("a test");
        PageLock lock = gpu.lockPages("a test", 4096, 4096);
        for (AutoCloseable each : new AutoCloseable[] {stream, memory, lock, event, event, lock, memory, stream}) {
            CloseAll.close(each);
        }
        assertThat(cuda.live()).isZero();
        assertThat(cuda.calls()).filteredOn(call -> call.equals("free")).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsClosed() {
        DeviceMemory memory = gpu.allocate("a test", 16);
        memory.close();
        GpuStream stream = gpu.openStream("a test");
        stream.close();
        assertThat(kind(memory::address)).isEqualTo(FaultKind.BUG);
        assertThat(kind(stream::synchronize)).isEqualTo(FaultKind.BUG);
    }

    @Test
    void shouldGoOnAfterTooLittleMemory() {
        Gpu small = Gpu.over(new HostCuda().withMemory(1000), 0);
        Fault fault = catchThrowableOfType(Fault.class, () -> small.allocate("a huge batch", 2000));
        assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY);
        assertThat(fault).hasMessageContainingAll("GPU 0 has not enough memory", "2000 bytes for a huge batch");
        assertThat(small.isPoisoned()).isFalse();
        try (DeviceMemory less = small.allocate("a smaller one", 500)) {
            assertThat(less.bytes()).isEqualTo(500);
        }
    }

    @Test
    void shouldLeaveNoErrorForOthersToFind() {
        cuda.failing("malloc", 1, CudaStatus.MEMORY_ALLOCATION);
        assertThat(kind(() -> gpu.allocate("a test", 16))).isEqualTo(FaultKind.MEMORY);
        assertThat(cuda.lastError()).isEqualTo(CudaStatus.SUCCESS);
    }

    @Test
    void shouldRefuseEverythingOnceTheContextIsLost() {
        DeviceMemory memory = gpu.allocate("a test", 16);
        GpuStream stream = gpu.openStream("a test");
        cuda.failing("synchronizeStream", 1, CudaStatus.ILLEGAL_ADDRESS);
        assertThatThrownBy(stream::synchronize)
                .hasMessageContainingAll("context of GPU 0 is lost", "700", "start the run again");
        assertThat(gpu.isPoisoned()).isTrue();
        assertThatThrownBy(() -> gpu.allocate("a test", 16)).hasMessageContaining("is lost");
        assertThatThrownBy(gpu::capability).hasMessageContaining("while waiting for a stream");
        assertThatThrownBy(gpu::synchronize).hasMessageContaining("is lost");
        CloseAll.close(memory, stream); // without a word: the context has freed them
        assertThat(cuda.calls()).doesNotContain("free", "destroyStream");
    }

    @Test
    void shouldRememberAContextThatAClosingFoundLost() {
        DeviceMemory memory = gpu.allocate("a test", 16);
        cuda.failing("free", 1, CudaStatus.LAUNCH_FAILURE);
        memory.close();
        assertThat(gpu.isPoisoned()).isTrue();
    }

    @Test
    void shouldSayWhatCannotBePageLocked() {
        cuda.failing("registerHost", 1, CudaStatus.MEMORY_ALLOCATION);
        Fault fault = catchThrowableOfType(Fault.class, () -> gpu.lockPages("batches", 4096, 8192));
        assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY);
        assertThat(fault).hasMessageContaining("page-lock 8192 bytes for batches");
        try (PageLock first = gpu.lockPages("batches", 4096, 8192)) {
            assertThat(kind(() -> gpu.lockPages("batches", 4096, 8192))).isEqualTo(FaultKind.DEVICE);
            assertThat(first).isNotNull();
        }
        assertThat(cuda.live()).isZero();
    }

    @Test
    void shouldCallAWrongNumberOfBytesABug() {
        assertThat(kind(() -> gpu.allocate("a test", 0))).isEqualTo(FaultKind.BUG);
        assertThat(kind(() -> gpu.lockPages("a test", 0, 10))).isEqualTo(FaultKind.BUG);
    }

    @Test
    void shouldTurnEachThreadToItsCard() {
        try (GpuStream stream = gpu.openStream("a test")) {
            int before = cuda.calls().size();
            stream.synchronize();
            assertThat(cuda.calls().subList(before, cuda.calls().size()))
                    .containsExactly("setDevice", "synchronizeStream");
        }
    }

    @Test
    void shouldPassOverTheCardsThatTensorFlowPassesOver() {
        var cards = new HostCuda(132, 4, 20);
        assertThat(GpuOrdinals.ofTensorFlow(cards, 0)).isZero();
        assertThat(GpuOrdinals.ofTensorFlow(cards, 1)).isEqualTo(2);
        assertThat(kind(() -> GpuOrdinals.ofTensorFlow(cards, 2))).isEqualTo(FaultKind.DEVICE);
        assertThat(GpuOrdinals.ofTensorFlow(new HostCuda(4, 2), 0)).isZero();
        assertThat(kind(() -> GpuOrdinals.ofTensorFlow(new HostCuda(4, 2), 1))).isEqualTo(FaultKind.DEVICE);
    }

    private static FaultKind kind(Runnable work) {
        return catchThrowableOfType(Fault.class, work::run).kind();
    }
}
