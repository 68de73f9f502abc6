package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

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
    void shouldDescribeTheCardWhereASessionListsOne() {
        var facts = new MadeUpReport();
        facts.libraries = List.of(
                new DeviceReport.Library("libcuda.so.1", true, "/usr/lib/libcuda.so.1", null),
                new DeviceReport.Library("libnvjpeg.so.12", false, "a bundle", null));
        HostFiles files = MadeUpHost.at(root).files();
        var management = new PretendedManagement();
        assertThat(MachineProbe.describe(facts.judged(), files, 0, management).card())
                .isNull();
        facts.devices = List.of(new DeviceReport.ComputeDevice("/device:GPU:0", "GPU", 1));
        MachineDescription machine = MachineProbe.describe(facts.judged(), files, 0, management);
        assertThat(machine.card().words()).isEqualTo("NVIDIA H100 80GB HBM3, driver 560.35.03");
        assertThat(machine.card().ecc()).isTrue();
        assertThat(machine.card().maxClockMhz()).isEqualTo(1980);
        assertThat(machine.card().libraries()).containsOnlyKeys("libcuda.so.1");
        assertThat(machine.words()).endsWith(machine.card().words());
        assertThat(machine.differences(machine)).isEmpty();
        assertThat(machine.differences(MachineProbe.describe(new MadeUpReport().judged(), files, 0)))
                .contains("card: NVIDIA H100 80GB HBM3, null");
    }

    @Test
    void shouldReadVersionsOfCudaAndCudnn() {
        assertThat(CudaVersions.runtime(12060)).isEqualTo("12.6");
        assertThat(CudaVersions.cudnn(90501)).isEqualTo("9.5.1");
        assertThat(CudaVersions.cudnn(8907)).isEqualTo("8.9.7");
    }

    @Test
    void shouldTellWhetherProductsTakeTf32() {
        GpuManagement.GpuState hopper = new PretendedManagement().state();
        assertThat(GpuPeak.tensorFloat32(hopper, true, null)).contains(true);
        assertThat(GpuPeak.tensorFloat32(hopper, false, null)).contains(false);
        assertThat(GpuPeak.tensorFloat32(hopper, true, "0")).contains(false);
        assertThat(GpuPeak.tensorFloat32(null, true, null)).isEmpty();
    }

    @Test
    @Tag("native")
    void shouldMeasureACardsPeakByGraphsThatRunAnywhere() {
        var small = new GpuPeak.Sizes(64, 3, 1 << 12, null);
        assertThat(GpuPeak.product(SessionConfig.DEFAULT, 1, small, TFloat32.class))
                .isPositive();
        assertThat(GpuPeak.product(SessionConfig.DEFAULT, 1, small, TBfloat16.class))
                .isPositive();
        assertThat(GpuPeak.copy(SessionConfig.DEFAULT, 1, small)).isPositive();
    }

    @Test
    @Tag("native")
    void shouldHaveNoFigureOfACardThatIsNotThere() {
        assumeThat(GpuLibraries.driverOpens()).as("no NVIDIA driver is here").isFalse();
        MachinePeak peak = MachinePeak.measure(SessionConfig.DEFAULT.with(DeviceChoice.GPU), 1);
        assertThat(new double[] {
                    peak.float32Gflops(), peak.bfloat16Gflops(), peak.copyGigabytes(), peak.pageLockedGigabytes()
                })
                .containsOnly(Double.NaN);
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
