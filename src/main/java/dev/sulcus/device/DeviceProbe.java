package dev.sulcus.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/**
 * Finds out what this machine offers. Loads TensorFlow and OpenCV into the process, which takes a second or two and on
 * the very first run unpacks about 0.8 GiB; a library that can't be loaded ends up in the report, nothing is thrown.
 * Thread-safe.
 */
public final class DeviceProbe {
    /** The newest CUDA that a driver runs, in the words of {@link #driver}. */
    private static final Pattern CUDA = Pattern.compile("for CUDA up to ([0-9]+[.][0-9]+)");

    private static final long GIB = 1L << 30;
    /** TF_ alone is not enough: other programs' variables begin so too. */
    private static final Pattern RELEVANT =
            Pattern.compile("TF_(AUTO|CPP|CUDNN|DISABLE|ENABLE|FORCE|GPU|NUM|USE|XLA)_.*"
                    + "|(CUDA|DNNL|GOMP|KMP|MALLOC|NVIDIA|OMP|ONEDNN|OPENCV|XLA)_.*"
                    + "|TF_DETERMINISTIC_OPS|OPENBLAS_NUM_THREADS|LD_LIBRARY_PATH|LD_PRELOAD");

    private DeviceProbe() {}

    /** A full report; see {@link DeviceReport}. */
    public static DeviceReport probe() {
        return probe(new HostFiles(Path.of("/")));
    }

    /** Bytes of memory that this process may still take, as far as the kernel tells; loads nothing. */
    public static long availableBytes() {
        return availableBytes(new HostFiles(Path.of("/")));
    }

    /** As {@link #availableBytes()}, with the kernel's files taken from {@code files}. */
    static long availableBytes(HostFiles files) {
        Long limit = new ControlGroup(files).memoryLimitBytes();
        return usableBytes(
                new DeviceReport.Memory(files.memoryBytes("MemTotal"), files.memoryBytes("MemAvailable"), limit));
    }

    /** As {@link #probe()}, with the kernel's files taken from {@code files}. */
    static DeviceReport probe(HostFiles files) {
        var group = new ControlGroup(files);
        var cpu = new DeviceReport.Cpu(
                files.cpuModel(),
                files.processors(),
                Runtime.getRuntime().availableProcessors(),
                group.quotaCores(),
                files.features());
        var memory = new DeviceReport.Memory(
                files.memoryBytes("MemTotal"), files.memoryBytes("MemAvailable"), group.memoryLimitBytes());
        String obstacle = obstacleToLoading(files);
        var tensorFlow = obstacle == null ? NativeLibraries.tensorFlow() : NativeLibraries.unusableTensorFlow(obstacle);
        var facts = new DeviceReport(
                jvm(),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                cpu,
                memory,
                tensorFlow,
                NativeLibraries.openCv(),
                gpu(files),
                disks(),
                relevant(System.getenv()),
                List.of(),
                List.of());
        return judged(facts);
    }

    /** {@code facts} with the problems and the advice that follow from them. */
    static DeviceReport judged(DeviceReport facts) {
        return new DeviceReport(
                facts.jvm(),
                facts.system(),
                facts.cpu(),
                facts.memory(),
                facts.tensorFlow(),
                facts.openCv(),
                facts.gpu(),
                facts.disks(),
                facts.environment(),
                problems(facts),
                advice(facts));
    }

    /** Of all environment variables those that steer a native library, sorted by name. */
    static Map<String, String> relevant(Map<String, String> environment) {
        var chosen = new TreeMap<>(environment);
        chosen.keySet().removeIf(name -> !RELEVANT.matcher(name).matches());
        return chosen;
    }

    /** TensorFlow ends the whole process on a processor without AVX, so that is found out before it is loaded. */
    private static String obstacleToLoading(HostFiles files) {
        return files.knowsFeatures() && !files.features().contains("avx")
                ? "it needs a processor with AVX; run on another machine"
                : null;
    }

    private static List<String> problems(DeviceReport facts) {
        List<String> problems = new ArrayList<>();
        if (facts.tensorFlow().failure() != null) {
            problems.add("TensorFlow: " + facts.tensorFlow().failure());
        }
        if (facts.openCv().failure() != null) {
            problems.add("OpenCV: " + facts.openCv().failure());
        }
        if (usableBytes(facts.memory()) < GIB) {
            problems.add("less than 1 GiB of memory can be had; free some or raise the container's limit");
        }
        return List.copyOf(problems);
    }

    private static List<String> advice(DeviceReport facts) {
        List<String> advice = new ArrayList<>();
        long usable = usableBytes(facts.memory());
        if (usable >= GIB && usable < 4 * GIB) {
            advice.add("less than 4 GiB of memory can be had; train with a smaller --batch");
        }
        if (!facts.cpu().features().contains("avx2") && facts.gpu().driver() == null) {
            advice.add("the processor shows no AVX2; training will be several times slower");
        }
        if (facts.cpu().quotaCores() < facts.cpu().usable()) {
            advice.add("the control group grants less time than its processors have; give it a whole number of them");
        }
        for (var disk : facts.disks()) {
            if (disk.freeBytes() != null && disk.freeBytes() < 4 * GIB) {
                advice.add("little disk space for the " + disk.use() + " in " + disk.folder() + "; keep 4 GiB free");
            }
        }
        gpuAdvice(facts, advice);
        return List.copyOf(advice);
    }

    private static void gpuAdvice(DeviceReport facts, List<String> advice) {
        if (facts.gpu().driver() == null) {
            return;
        }
        if (facts.gpu().build()) {
            Matcher cuda = CUDA.matcher(facts.gpu().driver());
            CardSupport.obstacle(facts.gpu().cards(), cuda.find() ? cuda.group(1) : null)
                    .ifPresent(advice::add);
        }
        if (facts.tensorFlow().listsGpu()) {
            return;
        }
        if (!facts.gpu().build()) {
            advice.add("there is an NVIDIA driver, but " + NativeLibraries.CPU_BUILD);
        } else if (facts.gpu().missing().isEmpty()) {
            advice.add("there is an NVIDIA driver but TensorFlow lists no GPU; TF_CPP_MIN_LOG_LEVEL=0 shows why");
        } else {
            advice.add("there is an NVIDIA driver but TensorFlow lists no GPU; add the missing libraries named above");
        }
    }

    /** What the process may still take: the least of free memory and limit; unknown counts as plenty. */
    private static long usableBytes(DeviceReport.Memory memory) {
        long available = memory.availableBytes() == null ? Long.MAX_VALUE : memory.availableBytes();
        return memory.limitBytes() == null ? available : Math.min(available, memory.limitBytes());
    }

    private static DeviceReport.Jvm jvm() {
        return new DeviceReport.Jvm(
                property("java.version"),
                property("java.vendor"),
                Runtime.getRuntime().maxMemory());
    }

    private static DeviceReport.Gpu gpu(HostFiles files) {
        boolean build = NativeLibraries.isGpuBuild();
        GpuManagement management = Nvml.open();
        return new DeviceReport.Gpu(
                driver(files.nvidiaDriver(), management, GpuLibraries.driverOpens()),
                build,
                management.cards(),
                build ? GpuLibraries.outcome() : List.of());
    }

    /** In words: what the kernel says, else the management library; a driver that only opens has no version. */
    static String driver(String kernel, GpuManagement management, boolean opens) {
        String cuda = management.cudaVersion() == null ? "" : ", for CUDA up to " + management.cudaVersion();
        if (kernel != null) {
            return kernel + cuda;
        }
        if (management.driverVersion() != null) {
            return "NVIDIA driver " + management.driverVersion() + cuda;
        }
        return opens ? "NVIDIA driver of unknown version" : null;
    }

    private static List<DeviceReport.Disk> disks() {
        var working = disk("working folder", Path.of("").toAbsolutePath());
        return Installation.isBundle()
                ? List.of(working)
                : List.of(working, disk("unpacked native libraries", cache()));
    }

    private static Path cache() {
        try {
            return Loader.getCacheDir().toPath().toAbsolutePath();
        } catch (IOException e) {
            return Path.of(property("user.home"), ".javacpp", "cache");
        }
    }

    private static DeviceReport.Disk disk(String use, Path folder) {
        try {
            return new DeviceReport.Disk(
                    use, folder.toString(), Files.getFileStore(existing(folder)).getUsableSpace());
        } catch (IOException e) {
            return new DeviceReport.Disk(use, folder.toString(), null);
        }
    }

    /** The folder, or where it would be made. */
    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return parent == null || Files.exists(folder) ? folder : existing(parent);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
