package dev.sulcus.cli;

import dev.sulcus.artefact.Json;
import dev.sulcus.device.ComputeDevices;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.GpuClasses;
import dev.sulcus.device.GpuConfig;
import dev.sulcus.device.Installation;
import dev.sulcus.device.ProcessSwitches;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowThreads;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.training.FeedingConfig;
import dev.sulcus.training.Residency;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** What a command may use of the machine. Changes speed, and results in the last digits at most. */
final class ResourceOptions {
    private static final long MEBIBYTE = 1L << 20;
    private static final int SLOTS = 4;
    private static final int MOST_THREADS = 256;
    private static final int STEPS_ON_GPU = 4;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "Where networks are computed: cpu; gpu, which fails where none can be used; auto: a GPU where"
                    + " there is one, else the CPU (default: ${DEFAULT-VALUE}).")
    private String device;

    @Option(names = "--workers", paramLabel = "N", description = "Decoding threads (default: one per core).")
    private Integer workers;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute: inside one operation, and operations at a time; 0: one per core"
                    + " (default: as native-config/cpu.json says, 0). Other numbers of threads may change sums in their"
                    + " last digits.")
    private Integer computing;

    @Option(
            names = "--cache-mb",
            paramLabel = "MIB",
            defaultValue = "2048",
            description =
                    "Memory for decoded scans while training; a larger set is decoded anew in every epoch (default:"
                            + " ${DEFAULT-VALUE} MiB).")
    private long cacheMebibytes;

    @Option(
            names = "--max-megapixels",
            paramLabel = "N",
            defaultValue = "64",
            description = "A file that claims more million pixels is refused before it is decoded (default:"
                    + " ${DEFAULT-VALUE}).")
    private double maxMegapixels;

    @Option(
            names = "--deterministic",
            description =
                    "Compute on a GPU with operations whose bits repeat, which is slower; a CPU's repeat in any case,"
                            + " with the same number of threads.")
    private boolean deterministic;

    @Option(
            names = "--tf32",
            paramLabel = "on|off",
            description =
                    "Whether a GPU may round the factors of float32 products to 10 bits of mantissa: several times"
                            + " faster on tensor cores, and no longer float32 (default: as native-config/gpu.json says, off).")
    private String tf32;

    @Option(
            names = "--xla",
            paramLabel = "on|off",
            description =
                    "Whether TensorFlow compiles clusters of operations for a GPU; needs the folder nvvm/libdevice of a"
                            + " CUDA toolkit (default: as native-config/gpu.json says, off).")
    private String xla;

    @Option(
            names = "--resident",
            paramLabel = "auto|on|off",
            defaultValue = "auto",
            description = "Whether training pictures live in the device's memory, put there once; auto: where a GPU"
                    + " computes and they fit; on: also on the CPU, and an error where they don't fit. The result is the"
                    + " same (default: ${DEFAULT-VALUE}).")
    private String resident;

    @Option(
            names = "--resident-share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Share of the GPU's free memory that these pictures may take, above 0 and up to 1; on the CPU"
                    + " --cache-mb counts (default: ${DEFAULT-VALUE}).")
    private double residentShare;

    @Option(
            names = "--steps-per-call",
            paramLabel = "N",
            description =
                    "Optimizer steps in one session call where pictures live on the device; the result is the same,"
                            + " and a wish to stop waits for the call's end (default: 1 on the CPU, 4 on a GPU).")
    private Integer stepsPerCall;

    private String fallback;

    /** As it was typed. */
    DeviceChoice device() {
        return DeviceChoice.parse(device);
    }

    TrainingResources resources() {
        int threads = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (cacheMebibytes < 0) {
            throw Fault.usage("--cache-mb is " + cacheMebibytes + " MiB; it must be 0 (no cache) or more");
        }
        long cache = Math.min(cacheMebibytes, 1 << 30) * MEBIBYTE;
        long maxPixels = (long) (maxMegapixels * 1e6);
        new PipelineConfig( // says what is out of range before anything is read
                new dev.sulcus.pipeline.PixelSpec(16, 16, dev.sulcus.pipeline.Resampling.AREA),
                1,
                SLOTS,
                threads,
                cache,
                maxPixels);
        SessionConfig config = threads();
        GpuConfig card = card();
        ProcessSwitches.choose(deterministic, card); // before anything loads TensorFlow
        TensorFlowThreads.choose(config); // before a decoder or a session, or the look for a GPU, makes them
        Residency residency = Residency.parse(resident);
        if (!(residentShare > 0 && residentShare <= 1)) {
            throw Fault.usage("--resident-share is " + residentShare + "; it must be above 0 and at most 1");
        }
        DeviceChoice found = chosen();
        SessionConfig session =
                config.with(found).with(ProcessSwitches.deterministic(), found == DeviceChoice.GPU ? card : null);
        return new TrainingResources(session, threads, SLOTS, cache, maxPixels, feeding(residency, session, cache));
    }

    /** Why the CPU computes where a user could have expected a GPU; null otherwise, and before {@link #resources}. */
    String fallback() {
        return fallback;
    }

    /** Where the driver doesn't say how much is free, only a user who insists puts pictures on the card. */
    private FeedingConfig feeding(Residency residency, SessionConfig session, long cache) {
        boolean gpu = session.device() == DeviceChoice.GPU;
        int steps = stepsPerCall == null ? gpu ? STEPS_ON_GPU : 1 : stepsPerCall;
        long unknown = residency == Residency.ON ? Long.MAX_VALUE : 0;
        OptionalLong free = gpu ? ComputeDevices.freeGpuBytes() : OptionalLong.empty();
        long room = gpu ? free.isPresent() ? (long) (free.getAsLong() * residentShare) : unknown : cache;
        return new FeedingConfig(residency, room, steps, gpu);
    }

    /** How the card would be used; null where there can't be one. */
    private GpuConfig card() {
        Boolean typedTf32 = onOrOff("--tf32", tf32).orElse(null);
        Boolean typedXla = onOrOff("--xla", xla).orElse(null);
        if (device() == DeviceChoice.CPU || !GpuClasses.apply()) {
            return null;
        }
        Path file = Installation.nativeConfig().resolve("gpu.json");
        GpuClasses classes = Files.isRegularFile(file) ? Json.read(file, GpuClasses.class) : GpuClasses.DEFAULT;
        return classes.here().with(typedTf32, typedXla);
    }

    private static Optional<Boolean> onOrOff(String option, String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        return switch (typed) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> throw Fault.usage(option + " is '" + typed + "'; it must be on or off");
        };
    }

    private SessionConfig threads() {
        if (computing != null) {
            if (computing < 0 || computing > MOST_THREADS) {
                throw Fault.usage("--threads is " + computing + "; it must be 0 (one per core) to " + MOST_THREADS);
            }
            return new SessionConfig(computing, computing);
        }
        Path file = Installation.nativeConfig().resolve("cpu.json");
        return Files.isRegularFile(file) ? Json.read(file, SessionConfig.class) : SessionConfig.DEFAULT;
    }

    /** GPU only where a session really lists one; keeps why where a user could have expected it. */
    private DeviceChoice chosen() {
        ComputeDevices.Outcome outcome = ComputeDevices.settle(device());
        fallback = outcome.why();
        return outcome.gpu() ? DeviceChoice.GPU : DeviceChoice.CPU;
    }
}
