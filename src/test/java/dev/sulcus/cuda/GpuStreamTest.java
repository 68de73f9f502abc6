package dev.sulcus.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.support.HostCuda;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Order of work; the double does nothing before somebody waits for it. */
@Tag("native")
class GpuStreamTest {
    private final HostCuda cuda = new HostCuda();
    private final Gpu gpu = Gpu.over(cuda, 0);

    @Test
    void shouldCopyToTheCardOnceItIsWaitedFor() {
        try (NativeBlock host = block(1, 2, 3, 4);
                DeviceMemory memory = gpu.allocate("a test", 6);
                GpuStream stream = gpu.openStream("a test")) {
            byte[] before = bytes(memory);
            stream.copyToDevice(memory, 1, host.address(), 4);
            assertThat(bytes(memory)).isEqualTo(before);
            stream.synchronize();
            assertThat(bytes(memory)).containsExactly(before[0], 1, 2, 3, 4, before[5]);
        }
    }

    @Test
    void shouldMakeOneStreamWaitForAnother() {
        try (NativeBlock first = block(7);
                NativeBlock second = block(9);
                DeviceMemory memory = gpu.allocate("a test", 1);
                GpuStream early = gpu.openStream("early");
                GpuStream late = gpu.openStream("late");
                GpuEvent written = gpu.openEvent("written")) {
            early.copyToDevice(memory, 0, first.address(), 1);
            written.record(early);
            late.waitFor(written);
            late.copyToDevice(memory, 0, second.address(), 1);
            late.synchronize();
            early.synchronize(); // done before, or the memory would change now
            assertThat(bytes(memory)).containsExactly(9);
        }
    }

    @Test
    void shouldWaitForTheMarkedWorkAndNoMore() {
        try (NativeBlock first = block(7);
                NativeBlock second = block(9);
                DeviceMemory memory = gpu.allocate("a test", 1);
                GpuStream stream = gpu.openStream("a test");
                GpuEvent written = gpu.openEvent("written")) {
            written.synchronize(); // never recorded: it has come
            stream.copyToDevice(memory, 0, first.address(), 1);
            written.record(stream);
            stream.copyToDevice(memory, 0, second.address(), 1);
            written.synchronize();
            assertThat(bytes(memory)).containsExactly(7);
        }
    }

    @Test
    void shouldKeepToTheBlock() {
        try (NativeBlock host = block(0);
                DeviceMemory memory = gpu.allocate("a test", 8);
                GpuStream stream = gpu.openStream("a test")) {
            for (long[] part : new long[][] {{1, 8}, {-1, 4}, {9, 0}, {0, -1}, {Long.MAX_VALUE, 1}}) {
                Fault fault = catchThrowableOfType(
                        Fault.class, () -> stream.copyToDevice(memory, part[0], host.address(), part[1]));
                assertThat(fault.kind()).isEqualTo(FaultKind.BUG);
            }
        }
    }

    @Test
    void shouldShowAnErrorOfTheWorkWhenItIsWaitedFor() {
        try (NativeBlock host = block(0)) {
            DeviceMemory memory = gpu.allocate("a test", 1);
            GpuStream stream = gpu.openStream("a test");
            GpuEvent event = gpu.openEvent("a test");
            stream.copyToDevice(memory, 0, host.address(), 1);
            event.record(stream);
            cuda.failing("synchronizeEvent", 1, CudaStatus.ILLEGAL_ADDRESS);
            assertThat(catchThrowableOfType(Fault.class, event::synchronize)).hasMessageContaining("is lost");
            CloseAll.close(event, stream, memory);
        }
    }

    private static NativeBlock block(int... values) {
        NativeBlock block = NativeBlock.allocate("test", values.length);
        for (int i = 0; i < values.length; i++) {
            block.buffer().put(i, (byte) values[i]);
        }
        return block;
    }

    private byte[] bytes(DeviceMemory memory) {
        return cuda.bytes(memory.address(), (int) memory.bytes());
    }
}
