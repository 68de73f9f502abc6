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
    void shouldCopyToTheCardOnItAndBack() {
        try (NativeBlock host = block(1, 2, 3, 4);
                NativeBlock back = block(0, 0, 0, 0);
                DeviceMemory first = gpu.allocate("a test", 4);
                DeviceMemory second = gpu.allocate("a test", 4);
                GpuStream stream = gpu.openStream("a test")) {
            stream.fill(second, 0, 4, 9);
            stream.copyToDevice(first, 0, host.address(), 4);
            stream.copyOnDevice(second, 1, first, 2, 2);
            stream.copyToHost(back.address(), second, 0, 4);
            assertThat(bytes(back)).containsExactly(0, 0, 0, 0);
            stream.synchronize();
            assertThat(bytes(back)).containsExactly(9, 3, 4, 9);
        }
    }

    @Test
    void shouldMakeOneStreamWaitForAnother() {
        try (NativeBlock host = block(7);
                NativeBlock back = block(0);
                DeviceMemory memory = gpu.allocate("a test", 1);
                GpuStream writer = gpu.openStream("writer");
                GpuStream reader = gpu.openStream("reader");
                GpuEvent written = gpu.openEvent("written")) {
            assertThat(written.hasCome()).isTrue();
            writer.copyToDevice(memory, 0, host.address(), 1);
            written.record(writer);
            assertThat(written.hasCome()).isFalse();
            reader.waitFor(written);
            reader.copyToHost(back.address(), memory, 0, 1);
            reader.synchronize();
            assertThat(bytes(back)).containsExactly(7);
            assertThat(written.hasCome()).isTrue();
        }
    }

    @Test
    void shouldKeepToTheBlock() {
        try (DeviceMemory memory = gpu.allocate("a test", 8);
                GpuStream stream = gpu.openStream("a test")) {
            for (long[] part : new long[][] {{1, 8}, {-1, 4}, {9, 0}, {0, -1}, {Long.MAX_VALUE, 1}}) {
                Fault fault = catchThrowableOfType(Fault.class, () -> stream.fill(memory, part[0], part[1], 0));
                assertThat(fault.kind()).isEqualTo(FaultKind.BUG);
            }
        }
    }

    @Test
    void shouldShowAnErrorOfTheWorkWhenItIsWaitedFor() {
        DeviceMemory memory = gpu.allocate("a test", 8);
        GpuStream stream = gpu.openStream("a test");
        GpuEvent event = gpu.openEvent("a test");
        stream.fill(memory, 0, 8, 0);
        event.record(stream);
        cuda.failing("synchronizeEvent", 1, CudaStatus.ILLEGAL_ADDRESS);
        assertThat(catchThrowableOfType(Fault.class, event::synchronize)).hasMessageContaining("is lost");
        CloseAll.close(event, stream, memory);
    }

    private static NativeBlock block(int... values) {
        NativeBlock block = NativeBlock.allocate("test", values.length);
        for (int i = 0; i < values.length; i++) {
            block.buffer().put(i, (byte) values[i]);
        }
        return block;
    }

    private static byte[] bytes(NativeBlock block) {
        byte[] bytes = new byte[(int) block.bytes()];
        block.buffer().get(0, bytes);
        return bytes;
    }
}
