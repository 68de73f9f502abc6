package dev.sulcus.cli;

import dev.sulcus.bundle.BundleConfig;
import dev.sulcus.bundle.BundleKind;
import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.BundleWork;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle}: the engine as one folder for a machine that has nothing. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Make one folder that runs without Java, Maven, CUDA toolkit or network.",
        description = {
            "The folder holds a Java runtime, the program, the native libraries it needs, already unpacked, and the"
                    + " models. Copy it anywhere and start its bin/sulcus. The other machine needs Linux on x86-64"
                    + " with glibc 2.34 or later and, for a GPU, an NVIDIA driver.",
            "The runtime is made by the jlink of the JDK that runs this."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bundle --cpu --out sulcus-cpu",
            "  sulcus bundle --gpu --out pieces --split 56m",
            "  sh pieces/join.sh pieces sulcus-gpu                 on the other machine",
            "",
            "The libraries of CUDA and cuDNN are NVIDIA's; read its licences before you pass a bundle on."
        })
final class BundleCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmg]?)");

    @ArgGroup(multiplicity = "1")
    private Kind kind;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to make; a new one.")
    private Path out;

    @Option(
            names = "--split",
            paramLabel = "SIZE",
            description = "Make numbered pieces of at most this size in DIR instead, such as 56m, with their SHA-256"
                    + " and a script that joins them.")
    private String split;

    @Mixin
    private OutputOptions output;

    /** Exactly one of the two. */
    static final class Kind {
        @Option(names = "--cpu", required = true, description = "For machines without a GPU.")
        private boolean cpu;

        @Option(names = "--gpu", required = true, description = "For machines with an NVIDIA driver; from a checkout.")
        private boolean gpu;
    }

    @Override
    public Integer call() {
        var config = new BundleConfig(kind.gpu ? BundleKind.GPU : BundleKind.CPU, out, bytes(split));
        output.document(BundleWork.run(config, Installation.home(), Installation.javaHome(), output.narrator()));
        return 0;
    }

    /** "56m" as bytes; k, m and g are 1024 of the one before. Null is 0. */
    static long bytes(String size) {
        if (size == null) {
            return 0;
        }
        Matcher matcher = SIZE.matcher(size.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw Fault.usage("--split is '" + size + "'; it must be a number of bytes, or one with k, m or g: 56m");
        }
        int shift = " kmg".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2)) * 10;
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
