package dev.sulcus.bundle;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * What goes into a bundle's lib folder.
 *
 * @param classes folders of class files, each of which becomes an archive
 * @param jars archives to copy, in the order of the class path; none of them holds a native library that is needed
 * @param unpacked libraries, with the file they come from
 * @param absent libraries of this machine that were wished for and are not here
 */
public record BundlePlan(List<Path> classes, List<Path> jars, List<Unpacked> unpacked, List<String> absent) {
    /** Where Linux keeps the libraries of the system. */
    private static final List<Path> HOST_FOLDERS = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib64"),
            Path.of("/lib64"));

    /**
     * One library.
     *
     * @param entry what it is and where it goes
     * @param source the archive that holds it, or the library's own file, or what an alias stands for
     * @param bytes unpacked
     */
    public record Unpacked(NativeList.Entry entry, Path source, long bytes) {}

    /** Keeps copies. */
    public BundlePlan {
        classes = List.copyOf(classes);
        jars = List.copyOf(jars);
        unpacked = List.copyOf(unpacked);
        absent = List.copyOf(absent);
    }

    /**
     * Finds each library of the list.
     *
     * @param classPath folders and archives that the program starts from
     * @param archives further ones that are not on the class path, with libraries alone
     * @throws Fault of kind data when an archive can't be read or a library is in none
     */
    public static BundlePlan of(List<Path> classPath, List<Path> archives, NativeList list) {
        Map<String, Held> held = new HashMap<>();
        List<Path> all = new ArrayList<>(classPath);
        all.addAll(archives);
        all.stream().filter(Files::isRegularFile).forEach(jar -> index(jar, held));
        List<Unpacked> unpacked = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (var entry : list.entries()) {
            if (entry.place() == NativeList.Place.HOST) {
                host(entry).ifPresentOrElse(unpacked::add, () -> absent.add(entry.path()));
            } else if (entry.place() == NativeList.Place.ALIAS) {
                unpacked.add(new Unpacked(entry, Path.of(entry.path().replaceFirst(".*:", "")), 0));
            } else {
                unpacked.add(require(entry, held));
            }
        }
        List<Path> classes = classPath.stream().filter(Files::isDirectory).toList();
        List<Path> jars = classPath.stream()
                .filter(Files::isRegularFile)
                .filter(jar -> !holdsOnlyLibraries(jar))
                .toList();
        return new BundlePlan(classes, jars, unpacked, absent);
    }

    /** Bytes that will be written, the Java runtime and the folders beside lib apart. */
    public long bytes() {
        return unpacked.stream().mapToLong(Unpacked::bytes).sum()
                + jars.stream().mapToLong(jar -> jar.toFile().length()).sum();
    }

    /** By its classifier: archives of libraries hold no classes. */
    private static boolean holdsOnlyLibraries(Path jar) {
        return String.valueOf(jar.getFileName()).matches(".*-linux-x86_64(-gpu|-redist)?\\.jar");
    }

    private static Unpacked require(NativeList.Entry entry, Map<String, Held> held) {
        Held found = held.get(entry.path());
        if (found == null) {
            throw Fault.data("no archive of this build holds " + entry.path()
                    + "; correct native-config/libraries.txt or take the build that has it");
        }
        return new Unpacked(entry, found.jar(), found.bytes());
    }

    private static Optional<Unpacked> host(NativeList.Entry entry) {
        return HOST_FOLDERS.stream()
                .map(folder -> folder.resolve(entry.path()))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new Unpacked(entry, file, file.toFile().length()));
    }

    private static void index(Path jar, Map<String, Held> held) {
        try (ZipFile open = new ZipFile(jar.toFile())) {
            open.stream()
                    .filter(entry -> entry.getName().contains(".so"))
                    .forEach(entry -> held.putIfAbsent(entry.getName(), new Held(jar, entry.getSize())));
        } catch (IOException e) {
            throw Fault.data("cannot read " + jar + ": " + FileReason.of(e), e);
        }
    }

    private record Held(Path jar, long bytes) {}
}
