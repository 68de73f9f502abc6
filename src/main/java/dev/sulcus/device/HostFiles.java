package dev.sulcus.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the Linux kernel tells about the machine in files. Reads below a root folder, so that a test can make one up. */
final class HostFiles {
    /** By which oneDNN chooses among its kernels, oldest first, as /proc/cpuinfo spells them. */
    private static final List<String> FEATURES = List.of(
            "sse4_1",
            "avx",
            "avx2",
            "fma",
            "f16c",
            "avx_vnni",
            "avx512f",
            "avx512bw",
            "avx512dq",
            "avx512vl",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "amx_tile",
            "amx_int8",
            "amx_bf16",
            "amx_fp16");

    private final Path root;
    private final List<String> cpuInfo;

    HostFiles(Path root) {
        this.root = root;
        this.cpuInfo = lines("proc/cpuinfo");
    }

    /** The lines of a file, or none when it is not there or not readable. */
    List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A file's content, or "" when it can't be read. */
    String text(String file) {
        return String.join("\n", lines(file));
    }

    Optional<String> firstLine(String file) {
        return lines(file).stream().findFirst().map(String::strip);
    }

    /** The processor's name, or null. */
    String cpuModel() {
        return values("model name").findFirst().orElse(null);
    }

    /** Processors of the machine, at least 1. */
    int processors() {
        return Math.max(1, (int) values("processor").count());
    }

    /** Whether the kernel tells the processor's features at all. */
    boolean knowsFeatures() {
        return values("flags").findFirst().isPresent();
    }

    /** Those of {@link #FEATURES} that the first processor has. */
    List<String> features() {
        var flags = Set.copyOf(
                values("flags").findFirst().map(line -> Arrays.asList(line.split(" "))).orElse(List.of()).stream()
                        .distinct()
                        .toList());
        return FEATURES.stream().filter(flags::contains).toList();
    }

    /** A line of /proc/meminfo, "MemTotal" for instance, in bytes, or null. */
    Long memoryBytes(String name) {
        return values(lines("proc/meminfo"), name)
                .map(value -> Long.parseLong(value.replace(" kB", "")) << 10)
                .findFirst()
                .orElse(null);
    }

    /** The kernel module's version line of an NVIDIA driver, or null when none is loaded. */
    String nvidiaDriver() {
        return firstLine("proc/driver/nvidia/version")
                .map(line -> line.replaceFirst("^NVRM version:\\s*", "").replaceAll("\\s+", " "))
                .orElse(null);
    }

    private Stream<String> values(String name) {
        return values(cpuInfo, name);
    }

    /** The values of lines "name : value". */
    private static Stream<String> values(List<String> lines, String name) {
        return lines.stream()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
                .map(parts -> parts[1].strip());
    }
}
