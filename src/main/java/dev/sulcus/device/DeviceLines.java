package dev.sulcus.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The plain text of a {@link DeviceReport}. */
final class DeviceLines {
    private final List<String> lines = new ArrayList<>();

    private DeviceLines() {}

    static List<String> of(DeviceReport report) {
        var text = new DeviceLines();
        text.host(report);
        text.libraries(report);
        text.gpu(report.gpu());
        report.disks().forEach(disk -> text.fact("Disk", disk.use() + ": " + free(disk)));
        report.environment().forEach((name, value) -> text.fact("Set", name + "=" + value));
        text.verdict(report);
        return List.copyOf(text.lines);
    }

    /** {@code bytes} as "2.0 GiB", or "unknown" for null. */
    static String gib(Long bytes) {
        return bytes == null ? "unknown" : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }

    private void host(DeviceReport report) {
        var jvm = report.jvm();
        fact("Java", jvm.version() + " (" + jvm.vendor() + "), heap limit " + gib(jvm.maxHeapBytes()));
        fact("System", report.system());
        var cpu = report.cpu();
        fact(
                "CPU",
                orUnknown(cpu.model()) + ", " + cpu.usable() + " of " + cpu.processors() + " processors" + quota(cpu));
        String bfloat16 = Processor.computesBfloat16(cpu.features()) ? "" : "; float32 alone: bfloat16 wants AVX-512";
        fact(
                "",
                "for oneDNN: "
                        + (cpu.features().isEmpty() ? "none known" : String.join(" ", cpu.features()) + bfloat16));
        var memory = report.memory();
        String limit = memory.limitBytes() == null ? "" : ", limited to " + gib(memory.limitBytes());
        fact("Memory", gib(memory.totalBytes()) + ", " + gib(memory.availableBytes()) + " available" + limit);
    }

    private void libraries(DeviceReport report) {
        var tensorFlow = report.tensorFlow();
        if (tensorFlow.failure() == null) {
            String loaded = String.format(Locale.ROOT, " (loaded in %.1f s)", tensorFlow.loadSeconds());
            fact("TensorFlow", tensorFlow.version() + loaded);
            tensorFlow.devices().forEach(device -> fact("", device(device)));
            if (tensorFlow.gpus() > 1) {
                fact("", "train --gpus " + tensorFlow.gpus() + " would use all of them together");
            }
        } else {
            fact("TensorFlow", "cannot be used");
        }
        fact("OpenCV", report.openCv().failure() == null ? report.openCv().version() : "cannot be used");
    }

    private void gpu(DeviceReport.Gpu gpu) {
        fact("GPU", gpu.driver() == null ? "no NVIDIA driver; everything runs on the CPU" : gpu.driver());
        gpu.cards().forEach(card -> fact("", card(card)));
        fact("", "TensorFlow's build for " + (gpu.build() ? "GPUs" : "CPUs; it uses no GPU"));
        Map<String, List<String>> byPlace = new LinkedHashMap<>();
        for (var library : gpu.libraries()) {
            if (library.place() != null) {
                byPlace.computeIfAbsent(place(library), at -> new ArrayList<>()).add(library.name());
            }
        }
        byPlace.forEach((place, names) -> fact("", place + ": " + String.join(" ", names)));
        gpu.missing().forEach(library -> fact("", "missing " + library.name() + ": " + library.remedy()));
    }

    /** The folder of a library that is loaded; where one that is not would be taken from. */
    private static String place(DeviceReport.Library library) {
        return library.loaded()
                ? "loaded from " + library.place().replaceFirst("/[^/]*$", "")
                : "not loaded, at hand in " + library.place();
    }

    private static String card(GpuCard card) {
        String capability = card.capability() == null ? "" : ", compute capability " + card.capability();
        String power = Double.isNaN(card.powerLimitWatts())
                ? ""
                : String.format(Locale.ROOT, ", power limit %.0f W", card.powerLimitWatts());
        return card.name() + capability + ", " + gib(card.memoryBytes()) + ", " + gib(card.freeBytes()) + " free"
                + power;
    }

    private void verdict(DeviceReport report) {
        report.problems().forEach(problem -> fact("Problem", problem));
        report.advice().forEach(advice -> fact("Advice", advice));
        lines.add("This machine " + (report.canTrain() ? "can train." : "cannot train."));
    }

    private void fact(String label, String value) {
        lines.add(String.format(Locale.ROOT, "%-11s %s", label, value));
    }

    private static String quota(DeviceReport.Cpu cpu) {
        return Double.isNaN(cpu.quotaCores())
                ? ""
                : String.format(Locale.ROOT, ", time of %.1f granted", cpu.quotaCores());
    }

    private static String device(DeviceReport.ComputeDevice device) {
        return device.name() + ("CPU".equals(device.type()) ? "" : ", " + gib(device.memoryBytes()));
    }

    private static String free(DeviceReport.Disk disk) {
        return gib(disk.freeBytes()) + " free in " + disk.folder();
    }

    private static String orUnknown(String text) {
        return text == null ? "unknown" : text;
    }
}
