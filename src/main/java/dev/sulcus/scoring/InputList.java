package dev.sulcus.scoring;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.dataset.CodePointOrder;
import dev.sulcus.dataset.UnreadableScan;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user's files and folders come to: every regular file, folders searched to the bottom, each file once, in
 * code point order of the paths. Names that begin with a dot, {@code Thumbs.db} and {@code desktop.ini} are not there.
 *
 * @param files to score
 * @param unreadable what was asked for and is not there
 */
public record InputList(List<InputFile> files, List<UnreadableScan> unreadable) {
    private static final Set<String> IGNORED = Set.of("Thumbs.db", "desktop.ini", "__MACOSX");

    /** Copies the lists. */
    public InputList {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Collects {@code inputs}.
     *
     * @throws Fault of kind data when a folder can't be listed at all
     */
    public static InputList collect(List<Path> inputs) {
        Map<Path, InputFile> found = new LinkedHashMap<>();
        var missing = new ArrayList<UnreadableScan>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                walk(input, found, missing);
            } else if (Files.exists(input)) {
                add(input, found);
            } else {
                missing.add(new UnreadableScan(input.toString(), "there is no such file or folder"));
            }
        }
        var files = new ArrayList<>(found.values());
        files.sort((a, b) -> CodePointOrder.compare(a.path(), b.path()));
        return new InputList(files, missing);
    }

    /** Where the files are, in order. */
    List<Path> paths() {
        return files.stream().map(InputFile::file).toList();
    }

    private static void walk(Path folder, Map<Path, InputFile> found, List<UnreadableScan> missing) {
        var visitor = new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path sub, BasicFileAttributes attributes) {
                return !sub.equals(folder) && ignored(sub) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // Pipes and devices would block a reader for ever.
                if (!ignored(file) && !attributes.isOther()) {
                    add(file, found);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) {
                // A link to a folder above: what it leads to is listed already.
                if (!(reason instanceof FileSystemLoopException)) {
                    missing.add(new UnreadableScan(file.toString(), "can't be opened: " + FileReason.of(reason)));
                }
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }

    private static void add(Path file, Map<Path, InputFile> found) {
        Path identity = file.toAbsolutePath().normalize();
        found.putIfAbsent(identity, new InputFile(file.toString(), file));
    }

    private static boolean ignored(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || IGNORED.contains(name);
    }
}
