package dev.sulcus.device;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Describes the machine for a measurement. Loads the native libraries, as {@link DeviceProbe} does. Thread-safe. */
public final class MachineProbe {
    private static final String GOVERNOR = "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
    private static final String LOAD = "proc/loadavg";

    private MachineProbe() {}

    /** This machine, now. */
    public static MachineDescription describe() {
        // Before the libraries are loaded, which is work of our own.
        double load = loadAverage(host());
        return describe(DeviceProbe.probe(), host(), load, Nvml.open());
    }

    /** How many processes wanted a processor during the last minute; NaN where the kernel doesn't tell. */
    public static double loadAverage() {
        return loadAverage(host());
    }

    static MachineDescription describe(DeviceReport report, HostFiles files, double loadAverage) {
        return describe(report, files, loadAverage, GpuManagement.NONE);
    }

    static MachineDescription describe(
            DeviceReport report, HostFiles files, double loadAverage, GpuManagement management) {
        return new MachineDescription(
                report.cpu().model(),
                report.cpu().processors(),
                report.cpu().usable(),
                report.cpu().quotaCores(),
                files.firstLine(GOVERNOR).orElse(null),
                report.cpu().features(),
                report.memory().totalBytes(),
                report.memory().limitBytes(),
                report.gpu().driver(),
                card(report, management),
                report.tensorFlow().devices().stream()
                        .map(DeviceReport.ComputeDevice::name)
                        .toList(),
                report.tensorFlow().version(),
                report.openCv().version(),
                report.jvm().version() + " " + report.jvm().vendor(),
                report.system(),
                report.environment(),
                loadAverage);
    }

    /** Only where a session lists a GPU: one that nothing runs on says nothing about a figure. */
    private static GpuDescription card(DeviceReport report, GpuManagement management) {
        GpuManagement.GpuState state = report.tensorFlow().listsGpu() ? management.state() : null;
        if (state == null) {
            return null;
        }
        Map<String, String> libraries = new TreeMap<>();
        report.gpu().libraries().stream()
                .filter(DeviceReport.Library::loaded)
                .forEach(library -> libraries.put(library.name(), library.place()));
        return new GpuDescription(
                state.card().name(),
                state.card().capability(),
                management.cards().size(),
                state.card().memoryBytes(),
                management.driverVersion(),
                management.cudaVersion(),
                libraries.containsKey(GpuLibrary.CUDART.fileName()) ? CudaVersions.runtime() : null,
                libraries.containsKey(GpuLibrary.CUDNN.fileName()) ? CudaVersions.cudnn() : null,
                state.ecc(),
                state.persistence(),
                state.clockMhz(),
                state.maxClockMhz(),
                state.memoryClockMhz(),
                state.maxMemoryClockMhz(),
                state.card().powerLimitWatts(),
                state.celsius(),
                libraries);
    }

    static double loadAverage(HostFiles files) {
        Optional<String> line = files.firstLine(LOAD);
        return line.map(text -> Double.parseDouble(text.split(" ")[0])).orElse(Double.NaN);
    }

    private static HostFiles host() {
        return new HostFiles(Path.of("/"));
    }
}
