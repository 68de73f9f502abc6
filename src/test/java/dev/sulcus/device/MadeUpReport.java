package dev.sulcus.device;

import java.util.List;
import java.util.Map;

/** Facts of a machine that can train, to be changed one at a time. Sizes in GiB. */
final class MadeUpReport {
    private static final long GIB = 1L << 30;

    String tensorFlowFailure;
    String openCvFailure;
    String driver;
    boolean gpuBuild;
    List<DeviceReport.ComputeDevice> devices = List.of(new DeviceReport.ComputeDevice("/device:CPU:0", "CPU", 1));
    List<GpuCard> cards = List.of();
    List<DeviceReport.Library> libraries = List.of();
    List<String> features = List.of("avx", "avx2");
    double quotaCores = Double.NaN;
    long availableGib = 16;
    Long limitBytes;
    long diskGib = 100;

    DeviceReport judged() {
        return DeviceProbe.judged(new DeviceReport(
                new DeviceReport.Jvm("17.0.15", "Debian", 2 * GIB),
                "Linux 6.1.0 amd64",
                new DeviceReport.Cpu("Some CPU", 4, 2, quotaCores, features),
                new DeviceReport.Memory(32 * GIB, availableGib * GIB, limitBytes),
                tensorFlowFailure == null
                        ? new DeviceReport.TensorFlow("2.18.0", 0.5, devices, null)
                        : new DeviceReport.TensorFlow(null, Double.NaN, List.of(), tensorFlowFailure),
                new DeviceReport.OpenCv(openCvFailure == null ? "4.10.0" : null, openCvFailure),
                new DeviceReport.Gpu(driver, gpuBuild, cards, libraries),
                List.of(new DeviceReport.Disk("working folder", "/data", diskGib * GIB)),
                Map.of("TF_CPP_MIN_LOG_LEVEL", "2"),
                List.of(),
                List.of()));
    }
}
