package dev.sulcus.dataset;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Lists a data folder: one sub-folder per class, with files at any depth below it. Symbolic links are followed, but
 * never in a circle. Names that begin with a dot, {@code Thumbs.db}, {@code desktop.ini} and {@code __MACOSX} are not
 * there; neither are pipes, sockets and devices, which could block a reader for ever. Stateless, thread-safe.
 */
public final class FolderIndex {
    private static final Set<String> CLUTTER = Set.of("thumbs.db", "desktop.ini", "__macosx");

    /**
     * What a data folder holds.
     *
     * @param files in code point order of their paths, at least one per class
     * @param classNames the sub-folders in code point order, at least one
     * @param looseFiles how many files lie in the folder itself, outside every class; they are left out
     */
    public record Listing(List<ScanFile> files, List<String> classNames, int looseFiles) {}

    private FolderIndex() {}

    /**
     * Lists {@code root} without looking into any file.
     *
     * @throws Fault of kind data when it is missing, a file or unreadable, when it has no sub-folder, when a
     *     sub-folder has no file, or when two names read the same in the character set of the locale
     */
    public static Listing list(Path root) {
        requireFolder(root);
        var collector = new Collector(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, collector);
        } catch (IOException e) {
            throw Fault.data(
                    "cannot list " + root + ": " + e.getClass().getSimpleName() + " " + e.getMessage()
                            + "; make it readable or move it away",
                    e);
        }
        return collector.listing();
    }

    private static void requireFolder(Path root) {
        if (!Files.exists(root)) {
            throw Fault.data(root + ": there is no such folder; check the spelling");
        }
        if (!Files.isDirectory(root)) {
            throw Fault.data(root + " is a file; give the folder that holds one sub-folder per class");
        }
    }

    private static boolean ignored(String name) {
        return name.startsWith(".") || CLUTTER.contains(name.toLowerCase(Locale.ROOT));
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<ScanFile> files = new ArrayList<>();
        private final TreeMap<String, Integer> filesOf = new TreeMap<>(CodePointOrder::compare);
        private int looseFiles;

        Collector(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            List<String> names = namesBelowRoot(folder);
            if (ignored(names.get(names.size() - 1))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            filesOf.putIfAbsent(names.get(0), 0);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            List<String> names = namesBelowRoot(file);
            if (attributes.isOther() || ignored(names.get(names.size() - 1))) {
                return FileVisitResult.CONTINUE;
            }
            if (names.size() == 1) {
                looseFiles++;
            } else {
                files.add(new ScanFile(String.join("/", names), names.get(0), file));
                filesOf.merge(names.get(0), 1, Integer::sum);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException problem) throws IOException {
            if (problem instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }

        private List<String> namesBelowRoot(Path path) {
            return StreamSupport.stream(root.relativize(path).spliterator(), false)
                    .map(Path::toString)
                    .toList();
        }

        Listing listing() {
            requireClasses();
            files.sort(Comparator.comparing(ScanFile::path, CodePointOrder::compare));
            requireDistinctPaths();
            return new Listing(List.copyOf(files), List.copyOf(filesOf.keySet()), looseFiles);
        }

        /** Bytes that the locale's character set can't read all become one replacement character. */
        private void requireDistinctPaths() {
            for (int i = 1; i < files.size(); i++) {
                String path = files.get(i).path();
                if (path.equals(files.get(i - 1).path())) {
                    throw Fault.data(root + ": two files read as " + path
                            + "; set LC_ALL=C.UTF-8, or rename them if their names are not UTF-8");
                }
            }
        }

        private void requireClasses() {
            if (filesOf.isEmpty()) {
                throw Fault.data(
                        root + " has no sub-folders" + (looseFiles == 0 ? "" : ", only " + looseFiles + " files")
                                + "; put the scans of each class into a sub-folder of their own, such as no and yes");
            }
            String empty = filesOf.entrySet().stream()
                    .filter(entry -> entry.getValue() == 0)
                    .map(entry -> entry.getKey())
                    .collect(Collectors.joining(", "));
            if (!empty.isEmpty()) {
                throw Fault.data(root + ": no files in the class folder " + empty + "; add scans to it or remove it");
            }
        }
    }
}
