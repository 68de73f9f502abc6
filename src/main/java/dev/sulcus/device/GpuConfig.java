package dev.sulcus.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sulcus.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow uses one class of card: the members of native-config/gpu.json, whose README says what each is expected to
 * do. Some go into a session's settings ({@link #addTo}), some into the environment of the process ({@link #environment}),
 * which TensorFlow reads once.
 *
 * @param allowGrowth whether a session takes memory as it needs it, rather than nearly all at once
 * @param memoryFraction the share of the card that a session may take, above 0 to 1; 0 leaves it to TensorFlow
 * @param asyncAllocator whether CUDA's own pool hands out memory (cudaMallocAsync) rather than TensorFlow's
 * @param xla whether TensorFlow compiles clusters of operations
 * @param layout TensorFlow's choice between NHWC and NCHW
 * @param remapping TensorFlow's fusing of neighbouring operations
 * @param autoMixedPrecision TensorFlow's rewriting to float16
 * @param threadMode who starts kernels: {@code global}, {@code gpu_private} or {@code gpu_shared}
 * @param threadCount threads that do, 1 to 64, in the latter two modes
 * @param autotune whether cuDNN's algorithms are timed at a layer's first step rather than guessed
 * @param persistentNorm whether batch normalisation in 16 bits uses cuDNN's one-pass kernels for NHWC
 * @param tf32 whether products of float32 may round their factors to 10 bits of mantissa
 * @param precision to suggest for training on such a card
 */
public record GpuConfig(
        @JsonProperty(required = true) boolean allowGrowth,
        @JsonProperty(required = true) double memoryFraction,
        @JsonProperty(required = true) boolean asyncAllocator,
        @JsonProperty(required = true) boolean xla,
        @JsonProperty(required = true) Rewriting layout,
        @JsonProperty(required = true) Rewriting remapping,
        @JsonProperty(required = true) Rewriting autoMixedPrecision,
        @JsonProperty(required = true) String threadMode,
        @JsonProperty(required = true) int threadCount,
        @JsonProperty(required = true) boolean autotune,
        @JsonProperty(required = true) boolean persistentNorm,
        @JsonProperty(required = true) boolean tf32,
        @JsonProperty(required = true) Precision precision) {
    private static final int MOST_THREADS = 64;
    private static final List<String> THREAD_MODES = List.of("global", "gpu_private", "gpu_shared");

    /** TensorFlow's own settings but for memory, which several sessions share, and TF32, which is off. */
    public static final GpuConfig DEFAULT = new GpuConfig(
            true,
            0,
            false,
            false,
            Rewriting.DEFAULT,
            Rewriting.DEFAULT,
            Rewriting.OFF,
            "global",
            2,
            true,
            false,
            false,
            Precision.BFLOAT16);

    /** Whether one of TensorFlow's optimisers runs. */
    public enum Rewriting {
        /** As TensorFlow decides. */
        @JsonProperty("default")
        DEFAULT(RewriterConfig.Toggle.DEFAULT),
        @JsonProperty("on")
        ON(RewriterConfig.Toggle.ON),
        @JsonProperty("off")
        OFF(RewriterConfig.Toggle.OFF);

        private final RewriterConfig.Toggle toggle;

        Rewriting(RewriterConfig.Toggle toggle) {
            this.toggle = toggle;
        }
    }

    /** Checks the ranges. */
    public GpuConfig {
        if (!(memoryFraction >= 0 && memoryFraction <= 1)) {
            throw Fault.usage("memoryFraction is " + memoryFraction + "; it must be 0 (TensorFlow's choice) to 1");
        }
        if (!THREAD_MODES.contains(threadMode)) {
            throw Fault.usage("threadMode is '" + threadMode + "'; it must be global, gpu_private or gpu_shared");
        }
        if (threadCount < 1 || threadCount > MOST_THREADS) {
            throw Fault.usage("threadCount is " + threadCount + " threads; it must be 1 to " + MOST_THREADS);
        }
        if (layout == null || remapping == null || autoMixedPrecision == null || precision == null) {
            throw Fault.usage("layout, remapping, autoMixedPrecision and precision must be given");
        }
    }

    /** The same with what was typed; null leaves a member as it is. */
    public GpuConfig with(Boolean typedTf32, Boolean typedXla) {
        return new GpuConfig(
                allowGrowth,
                memoryFraction,
                asyncAllocator,
                typedXla == null ? xla : typedXla,
                layout,
                remapping,
                autoMixedPrecision,
                threadMode,
                threadCount,
                autotune,
                persistentNorm,
                typedTf32 == null ? tf32 : typedTf32,
                precision);
    }

    /** Adds what a session is told. */
    ConfigProto.Builder addTo(ConfigProto.Builder settings) {
        var gpu = GPUOptions.newBuilder().setAllowGrowth(allowGrowth);
        if (memoryFraction > 0) {
            gpu.setPerProcessGpuMemoryFraction(memoryFraction);
        }
        var optimizers = OptimizerOptions.newBuilder()
                .setGlobalJitLevel(
                        xla ? OptimizerOptions.GlobalJitLevel.ON_1 : OptimizerOptions.GlobalJitLevel.DEFAULT);
        var rewrites = RewriterConfig.newBuilder()
                .setLayoutOptimizer(layout.toggle)
                .setRemapping(remapping.toggle)
                .setAutoMixedPrecision(autoMixedPrecision.toggle);
        return settings.setGpuOptions(gpu)
                .setGraphOptions(GraphOptions.newBuilder()
                        .setOptimizerOptions(optimizers)
                        .setRewriteOptions(rewrites));
    }

    /** What the environment of the process must say before TensorFlow and CUDA's libraries are loaded, by name. */
    Map<String, String> environment() {
        var variables = new TreeMap<String, String>();
        variables.put("TF_GPU_THREAD_MODE", threadMode);
        variables.put("TF_GPU_THREAD_COUNT", String.valueOf(threadCount));
        variables.put("TF_CUDNN_USE_AUTOTUNE", digit(autotune));
        variables.put("TF_USE_CUDNN_BATCHNORM_SPATIAL_PERSISTENT", digit(persistentNorm));
        if (asyncAllocator) {
            variables.put("TF_GPU_ALLOCATOR", "cuda_malloc_async");
        }
        if (!tf32) { // cuBLAS and cuDNN read it; unset, they do as TensorFlow asks
            variables.put("NVIDIA_TF32_OVERRIDE", "0");
        }
        return variables;
    }

    private static String digit(boolean on) {
        return on ? "1" : "0";
    }
}
