package dev.sulcus.device;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What TensorFlow and NVIDIA's libraries take from the process rather than from a session: variables of its environment,
 * which they read once, and two functions that TensorFlow's Python calls and its C interface lacks. The Java virtual
 * machine can't change its environment; C's {@code setenv} can, and must before TensorFlow is loaded. A variable that the
 * user set stays. Thread-safe.
 */
public final class ProcessSwitches {
    private static final String DETERMINISTIC = "TF_DETERMINISTIC_OPS";
    private static final String TF32 = "NVIDIA_TF32_OVERRIDE";
    private static final String XLA_FLAGS = "TF_XLA_FLAGS";
    private static final String FRAMEWORK = "libtensorflow_framework.so";
    // tsl::EnableOpDeterminism(bool), tsl::OpDeterminismRequired(), tsl::enable_tensor_float_32_execution(bool),
    // tsl::tensor_float_32_execution_enabled(): as a C++ compiler names them.
    private static final String REPEAT = "_ZN3tsl19EnableOpDeterminismEb";
    private static final String REPEATS = "_ZN3tsl21OpDeterminismRequiredEv";
    private static final String ALLOW_TF32 = "_ZN3tsl32enable_tensor_float_32_executionEb";
    private static final String ALLOWS_TF32 = "_ZN3tsl33tensor_float_32_execution_enabledEv";

    private static boolean deterministic;
    private static boolean tf32 = true; // as TensorFlow has it
    private static boolean told = true;
    private static GpuConfig card = GpuConfig.DEFAULT;

    private ProcessSwitches() {}

    /**
     * Chooses for the whole process.
     *
     * @param repeat whether TensorFlow may use only operations whose bits repeat
     * @param gpu for the card; null where only the CPU will be used
     * @throws Fault of kind device where the environment can't be changed and something asks for it
     */
    public static synchronized void choose(boolean repeat, GpuConfig gpu) {
        deterministic = repeat || isOn(System.getenv(DETERMINISTIC));
        tf32 = gpu == null || gpu.tf32() && !"0".equals(System.getenv(TF32));
        told = false;
        card = gpu == null ? GpuConfig.DEFAULT : gpu;
        if (repeat) {
            set(Map.of(DETERMINISTIC, "1"), true);
        }
        if (gpu != null) {
            set(gpu.environment(), false);
        }
    }

    /**
     * Has XLA compile what is marked for it when it first runs. By itself TensorFlow runs a second size of batch uncompiled
     * until it has seen it twice; the last digits of a run would then depend on when it was stopped and resumed. To be
     * called before the first session or context; a variable that the user set stays. Where the environment can't be changed,
     * everything computes as well, and only that last promise is lost.
     */
    static void compileAtOnce() {
        try {
            set(Map.of(XLA_FLAGS, "--tf_xla_enable_lazy_compilation=false"), false);
        } catch (Fault e) {
            return; // JNA unpacks its library into the folder for temporaries, which may have no room
        }
    }

    /**
     * The card's settings for sessions that bring none: the first session of a process decides for all how a card's memory is
     * taken, and that one only looks what devices there are.
     */
    static synchronized GpuConfig card() {
        return card;
    }

    /** Whether results on a GPU must repeat, by choice or by the user's environment. */
    public static synchronized boolean deterministic() {
        return deterministic || told && isOn(System.getenv(DETERMINISTIC));
    }

    /**
     * Tells TensorFlow, which is loaded, what the environment can't, and asks it whether it has understood. Cheap after the
     * first time.
     *
     * @throws Fault of kind device when it hasn't
     */
    static synchronized void settle() {
        if (told || Platform.isWindows()) {
            return;
        }
        told = true;
        Optional<NativeLibrary> framework = framework();
        if (framework.isEmpty()) {
            return; // linked otherwise: the environment alone has to do
        }
        tell(framework.get(), REPEAT, REPEATS, deterministic, "--deterministic");
        tell(framework.get(), ALLOW_TF32, ALLOWS_TF32, tf32, "--tf32");
    }

    /** Whether TensorFlow, which is loaded, uses only operations whose bits repeat. */
    static boolean repeats() {
        return framework().map(library -> asks(library, REPEATS)).orElse(false);
    }

    /** Whether TensorFlow, which is loaded, lets float32 products round their factors. */
    static boolean allowsTf32() {
        return framework().map(library -> asks(library, ALLOWS_TF32)).orElse(false);
    }

    private static void tell(NativeLibrary library, String setter, String getter, boolean wanted, String option) {
        try {
            library.getFunction(setter).invokeVoid(new Object[] {wanted ? 1 : 0});
            if (asks(library, getter) != wanted) {
                throw Fault.device(option + " has no effect on this TensorFlow; leave it away", null);
            }
        } catch (UnsatisfiedLinkError e) {
            // Another version, which hides the function: the environment alone has to do.
            return;
        }
    }

    /** A C++ bool comes back in the lowest byte. */
    private static boolean asks(NativeLibrary library, String getter) {
        Function function = library.getFunction(getter);
        return (function.invokeInt(new Object[0]) & 0xFF) != 0;
    }

    /** TensorFlow's library where this process has mapped it. */
    private static Optional<NativeLibrary> framework() {
        String maps = new HostFiles(Path.of("/")).text("proc/self/maps");
        return maps.lines()
                .filter(line -> line.contains(FRAMEWORK))
                .map(line -> line.substring(line.indexOf('/')))
                .findFirst()
                .map(NativeLibrary::getInstance);
    }

    private static void set(Map<String, String> variables, boolean overwrite) {
        try {
            Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
            variables.forEach((name, value) -> setenv.invokeInt(new Object[] {name, value, overwrite ? 1 : 0}));
        } catch (LinkageError e) {
            throw Fault.device(
                    "cannot set " + String.join(", ", variables.keySet()) + " for TensorFlow (" + e.getMessage()
                            + "); set them before you start Sulcus",
                    e);
        }
    }

    private static boolean isOn(String value) {
        return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
    }
}
