package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineProbeTest {
    @TempDir
    Path root;

    @Test
    void shouldReadLoadAndMemoryOfTheProcess() throws IOException {
        HostFiles files = MadeUpHost.at(root)
                .put("proc/loadavg", "1.25 0.80 0.42 2/345 6789\n")
                .put("proc/self/status", "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n")
                .files();
        assertThat(MachineProbe.loadAverage(files)).isEqualTo(1.25);
        assertThat(ProcessMemory.status(files, "VmRSS")).isEqualTo(1 << 20);
        assertThat(ProcessMemory.status(files, "VmHWM")).isEqualTo(2 << 20);
    }

    @Test
    void shouldLeaveUndefinedWhatTheKernelDoesNotTell() {
        HostFiles files = MadeUpHost.at(root).files();
        assertThat(MachineProbe.loadAverage(files)).isNaN();
        assertThat(ProcessMemory.status(files, "VmRSS")).isNaN();
    }

    @Test
    void shouldDescribeTheMachineOfAReport() throws IOException {
        HostFiles files = MadeUpHost.at(root)
                .put("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n")
                .files();
        DeviceReport report = new MadeUpReport().judged();
        MachineDescription machine = MachineProbe.describe(report, files, 0.3);
        assertThat(machine.governor()).isEqualTo("performance");
        assertThat(machine.cpu()).isEqualTo(report.cpu().model());
        assertThat(machine.tensorflow()).isEqualTo(report.tensorFlow().version());
        assertThat(machine.loadAverage()).isEqualTo(0.3);
        assertThat(machine.differences(machine)).isEmpty();
        assertThat(machine.differences(MachineProbe.describe(
                        report, MadeUpHost.at(root.resolve("x")).files(), 5)))
                .containsExactly("governor: performance, null");
    }

    @Test
    @Tag("native")
    void shouldMeasureAPeak() {
        MachinePeak peak = MachinePeak.measure(SessionConfig.DEFAULT, 1);
        assertThat(peak.float32Gflops()).isPositive().isEqualTo(peak.gflops(Precision.FLOAT32));
        assertThat(peak.copyGigabytes()).isPositive();
    }

    @Test
    void shouldCallAMachineBusyFromAQuarterOfItsProcessorsOn() {
        DeviceReport report = new MadeUpReport().judged();
        double cores = report.cpu().usable();
        HostFiles files = MadeUpHost.at(root).files();
        assertThat(MachineProbe.describe(report, files, 0.2 * cores).busy()).isFalse();
        assertThat(MachineProbe.describe(report, files, 0.3 * cores).busy()).isTrue();
        assertThat(MachineProbe.describe(report, files, Double.NaN).busy()).isFalse();
    }
}
