package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls into NVML, against a library of the same signatures that a C compiler makes here: no card is needed. */
@Tag("native")
class NvmlTest {
    @TempDir
    static Path folder;

    private static GpuManagement nvml;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        nvml = Nvml.open(PretendedLibrary.compile(folder, "nvml"));
    }

    @Test
    void shouldTellHowTheCardIsSet() {
        assertThat(nvml.driverVersion()).isEqualTo("560.35.03");
        GpuManagement.GpuState state = nvml.state();
        assertThat(state.card().name()).isEqualTo("Pretended 9000");
        assertThat(state.card().memoryBytes()).isEqualTo(80L << 30);
        assertThat(state.ecc()).isTrue();
        assertThat(state.persistence()).isFalse();
        assertThat(new double[] {
                    state.clockMhz(), state.maxClockMhz(), state.memoryClockMhz(), state.maxMemoryClockMhz()
                })
                .containsExactly(1755, 1980, 2619, 2619);
        assertThat(state.celsius()).isEqualTo(41);
    }

    @Test
    void shouldReadEveryFigureWithoutLeavingAByteOnTheHeap() {
        var reading = new GpuReading();
        try (GpuGauge gauge = nvml.gauge()) {
            gauge.read(reading);
            assertThat(reading.utilisationPercent).isEqualTo(87);
            assertThat(reading.memoryBytes).isEqualTo(5L << 30);
            assertThat(reading.milliwatts).isEqualTo(612_345);
            assertThat(reading.millijoules).isEqualTo(5_000_000_000_123L);
            assertThat(reading.clockMhz).isEqualTo(1755);
            assertThat(GpuThrottle.POWER_CAP.in(reading.throttle)).isTrue();
            assertThat(GpuThrottle.DISPLAY.in(reading.throttle)).isTrue();
            assertThat(GpuThrottle.HARDWARE_SLOWDOWN.in(reading.throttle)).isFalse();
            assertThat(heapOf(gauge, reading, 10_000)).isLessThan(10_000); // less than a byte each
        }
    }

    @Test
    void shouldReadNothingThroughALibraryThatLacksAFunction() {
        assertThat(NvmlGauge.open(NativeLibrary.getInstance("libc.so.6"), 1)).isNull();
    }

    private static long heapOf(GpuGauge gauge, GpuReading reading, int times) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < times; i++) {
            gauge.read(reading);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            gauge.read(reading);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
