package dev.sulcus.bundle;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a build starts from.
 *
 * @param classPath folders of classes and archives, in order
 * @param archives libraries that are kept off the class path
 */
public record BuildClassPath(List<Path> classPath, List<Path> archives) {
    /** Keeps copies. */
    public BuildClassPath {
        classPath = List.copyOf(classPath);
        archives = List.copyOf(archives);
    }

    /**
     * Finds it in a checkout or a distribution; empty when a checkout never built that kind, or an archive has gone.
     *
     * @throws Fault of kind usage in a distribution, for GPUs, and in a bundle
     */
    public static Optional<BuildClassPath> find(Path home, BundleKind kind) {
        if (Files.exists(home.resolve("bundle.json"))) {
            throw Fault.usage(home + " is a bundle itself; copy the folder, or make another from a checkout");
        }
        if (Files.exists(home.resolve("pom.xml"))) {
            return ofCheckout(home.resolve("target"), kind);
        }
        if (kind == BundleKind.GPU) {
            throw Fault.usage("a distribution holds no libraries for GPUs; make this bundle from a checkout");
        }
        return Optional.of(new BuildClassPath(archivesIn(home.resolve("lib")), List.of()));
    }

    /**
     * Has Maven find and download what a checkout's build of that kind starts from; classes are left as they are.
     *
     * @throws Fault of kind device when Maven is missing or fails
     */
    public static void resolve(Path home, BundleKind kind) {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-q", "-Dstyle.color=never"));
        if (kind == BundleKind.GPU) {
            command.add("-Pgpu");
        }
        command.addAll(List.of("-f", home.resolve("pom.xml").toString(), "generate-resources"));
        Shell.run("Maven", command);
    }

    private static Optional<BuildClassPath> ofCheckout(Path target, BundleKind kind) {
        boolean gpu = kind == BundleKind.GPU;
        Optional<List<Path>> jars = entries(target.resolve(gpu ? "runtime-gpu.classpath" : "runtime.classpath"));
        Optional<List<Path>> archives = gpu ? entries(target.resolve("cuda.archive")) : Optional.of(List.of());
        if (jars.isEmpty() || archives.isEmpty()) {
            return Optional.empty();
        }
        List<Path> all = new ArrayList<>(List.of(target.resolve("classes")));
        all.addAll(jars.get());
        return Optional.of(new BuildClassPath(all, archives.get()));
    }

    private static Optional<List<Path>> entries(Path list) {
        try {
            List<Path> entries = Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
            return entries.stream().allMatch(Files::exists) ? Optional.of(entries) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> archivesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Fault.data("cannot read " + folder + ": " + FileReason.of(e), e);
        }
    }
}
