package dev.sulcus.cuda;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.sulcus.device.GpuLibraries;
import dev.sulcus.device.GpuLibrary;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * NVIDIA's run-time compiler (NVRTC), called through JNA: no build needs a CUDA toolkit, any version of the library will
 * do, and it needs no card. Signatures from NVIDIA's NVRTC documentation 12.6. Thread-safe, as NVRTC is.
 */
public final class KernelCompiler {
    private static final int SUCCESS = 0;
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final NativeLibrary library;

    private KernelCompiler(NativeLibrary library) {
        this.library = library;
    }

    /**
     * The compiler that came with Sulcus, or the system's; see {@link GpuLibraries}.
     *
     * @throws Fault of kind device, with what to do, when there is none
     */
    public static KernelCompiler open() {
        GpuLibraries.require(GpuLibrary.NVRTC);
        return open(GpuLibrary.NVRTC.fileName());
    }

    /**
     * The compiler in a library of any version, by file name or path.
     *
     * @throws Fault of kind device when it can't be opened
     */
    public static KernelCompiler open(String nameOrPath) {
        try {
            Path folder = Path.of(nameOrPath).getParent();
            if (folder != null && folder.isAbsolute()) {
                openBuiltins(folder);
            }
            return new KernelCompiler(NativeLibrary.getInstance(nameOrPath));
        } catch (LinkageError | IOException e) {
            throw Fault.device("cannot open NVRTC (" + nameOrPath + "): " + e.getMessage(), e);
        }
    }

    /** NVRTC opens its other half by name, so the one beside it must be in the process already. */
    private static void openBuiltins(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "libnvrtc-builtins.so.*")) {
            files.forEach(file -> NativeLibrary.getInstance(file.toString()));
        }
    }

    /** Its version, as "12.6". */
    public String version() {
        var major = new IntByReference();
        var minor = new IntByReference();
        check(call("nvrtcVersion", major, minor), "asking for its version");
        return major.getValue() + "." + minor.getValue();
    }

    /** The compute capabilities that it knows, in ascending order: 90 for 9.0. */
    public List<Integer> capabilities() {
        var count = new IntByReference();
        check(call("nvrtcGetNumSupportedArchs", count), "counting architectures");
        int[] architectures = new int[count.getValue()];
        check(call("nvrtcGetSupportedArchs", (Object) architectures), "listing architectures");
        return Arrays.stream(architectures).sorted().boxed().toList();
    }

    /**
     * Compiles for a card: its own machine code where the compiler knows it, else PTX of the nearest older kind, which
     * the card's driver compiles when it loads it.
     *
     * @param capability of the card: 90 for 9.0
     * @throws Fault of kind device when the compiler knows nothing that the card could run
     */
    public KernelImage compileFor(KernelSource source, int capability) {
        List<Integer> known = capabilities();
        if (known.contains(capability)) {
            return compile(source, "sm_" + capability);
        }
        int older = known.stream()
                .mapToInt(Integer::intValue)
                .filter(each -> each < capability)
                .max()
                .orElseThrow(() -> Fault.device(
                        "NVRTC " + version() + " compiles for nothing that a card of compute capability "
                                + capability / 10 + "." + capability % 10 + " runs; take a newer card",
                        null));
        return compile(source, "compute_" + older);
    }

    /**
     * Compiles for one architecture.
     *
     * @param architecture "sm_90" for machine code, "compute_90" for PTX
     * @throws Fault of kind bug, with the compiler's first complaint, when it refuses the source
     */
    public KernelImage compile(KernelSource source, String architecture) {
        var program = new PointerByReference();
        check(
                call(
                        "nvrtcCreateProgram",
                        program,
                        zeroTerminated(source.text()),
                        zeroTerminated(source.name()),
                        0,
                        Pointer.NULL,
                        Pointer.NULL),
                "making a program");
        try {
            return compile(program.getValue(), source.name(), architecture);
        } finally {
            call("nvrtcDestroyProgram", program);
        }
    }

    private KernelImage compile(Pointer program, String name, String architecture) {
        try (Memory architectureOption = text("--gpu-architecture=" + architecture);
                Memory fusing = text("--fmad=false");
                Memory options = new Memory(2L * Long.BYTES)) {
            options.setPointer(0, architectureOption);
            options.setPointer(Long.BYTES, fusing);
            if (call("nvrtcCompileProgram", program, 2, options) != SUCCESS) {
                throw Fault.bug(
                        "NVRTC " + version() + " refuses " + name + " for " + architecture + ": " + log(program));
            }
        }
        String kind = architecture.startsWith("sm_") ? "CUBIN" : "PTX";
        return new KernelImage(result(program, "nvrtcGet" + kind + "Size", "nvrtcGet" + kind), architecture);
    }

    private String log(Pointer program) {
        byte[] log = result(program, "nvrtcGetProgramLogSize", "nvrtcGetProgramLog");
        return new String(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("error"))
                .findFirst()
                .orElse("no reason given");
    }

    private byte[] result(Pointer program, String sizeFunction, String function) {
        var size = new LongByReference();
        check(call(sizeFunction, program, size), "asking for a size");
        byte[] bytes = new byte[Math.toIntExact(size.getValue())];
        check(call(function, program, bytes), "fetching a result");
        return bytes;
    }

    private void check(int status, String doing) {
        if (status != SUCCESS) {
            throw Fault.device("NVRTC answers " + status + " while " + doing, null);
        }
    }

    private int call(String name, Object... arguments) {
        try {
            Function function = library.getFunction(name);
            return function.invokeInt(arguments);
        } catch (UnsatisfiedLinkError e) {
            throw Fault.device("this NVRTC has no " + name + ": take version 12", e);
        }
    }

    private static byte[] zeroTerminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    private static Memory text(String text) {
        var memory = new Memory(text.length() + 1L);
        memory.setString(0, text, UTF_8);
        return memory;
    }
}
