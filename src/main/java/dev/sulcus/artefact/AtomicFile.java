package dev.sulcus.artefact;

import dev.sulcus.fault.Fault;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Files and folders that appear whole or not at all: written under a temporary name beside the target, forced to disk,
 * then renamed. A process killed half way leaves at most a temporary that begins with a dot. Thread-safe; of two that
 * write one target at once, the last wins whole.
 */
public final class AtomicFile {
    private static final AtomicLong NEXT = new AtomicLong();

    /** Writes the content of one file. */
    @FunctionalInterface
    public interface Body {
        /** Writes everything to {@code out}, which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Fills one folder, or one file by its path. */
    @FunctionalInterface
    public interface Filler {
        /** Writes everything below {@code folder}, which exists and is empty. */
        void fill(Path folder) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Replaces {@code target} by what {@code body} writes; makes the parent folder if need be.
     *
     * @throws Fault of kind data, naming the target, when it can't be written, or is no file; the old content stays
     */
    public static void write(Path target, Body body) {
        requireReplaceable(target);
        Path temporary = temporaryBeside(target);
        try {
            Files.createDirectories(folderOf(target));
            deleteTree(temporary);
            try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                body.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, target);
        } catch (IOException e) {
            throw Fault.data("cannot write " + target + ": " + FileReason.of(e), e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /**
     * As {@link #write}, for a library that wants a path: {@code filler} makes a new file at the one it is given.
     *
     * @throws Fault of kind data, naming the target, when it can't be written, or is no file; the old content stays
     */
    public static void writeAt(Path target, Filler filler) {
        requireReplaceable(target);
        Path temporary = temporaryBeside(target);
        try {
            Files.createDirectories(folderOf(target));
            deleteTree(temporary);
            filler.fill(temporary);
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move(temporary, target);
        } catch (IOException e) {
            throw Fault.data("cannot write " + target + ": " + FileReason.of(e), e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** As {@link #write}, for text in UTF-8. */
    public static void writeText(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Replaces the folder {@code target} by what {@code filler} makes. A reader sees the old folder, for an instant
     * none, or the new one; never a mixture.
     *
     * @throws Fault of kind data, naming the target, when it can't be written
     */
    public static void writeFolder(Path target, Filler filler) {
        Path temporary = temporaryBeside(target);
        Path old = hiddenBeside(target, "old");
        try {
            deleteTree(temporary);
            deleteTree(old);
            Files.createDirectories(temporary);
            filler.fill(temporary);
            replace(temporary, target, old);
        } catch (IOException e) {
            throw Fault.data("cannot write " + target + ": " + FileReason.of(e), e);
        } finally {
            deleteTree(temporary);
            deleteTree(old);
        }
    }

    /** Deletes a file or a folder with all below it; does nothing when there is none. Never follows links. */
    public static void deleteTree(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(AtomicFile::deleteQuietly);
        } catch (IOException e) {
            throw Fault.data("cannot delete " + root + ": " + FileReason.of(e), e);
        }
    }

    /**
     * Deletes one file; does nothing when there is none.
     *
     * @throws Fault of kind data when it can't be deleted
     */
    public static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Fault.data("cannot delete " + file + ": " + FileReason.of(e), e);
        }
    }

    /**
     * Refuses what must never be replaced by a file: folders, devices, pipes, sockets.
     *
     * @throws Fault of kind data, naming the target
     */
    public static void requireReplaceable(Path target) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw Fault.data("cannot write " + target + ": it is "
                    + (Files.isDirectory(target) ? "a folder" : "a device or pipe") + ", not a file");
        }
    }

    /**
     * Refuses a folder that can't be made, before work is done for it.
     *
     * @throws Fault of kind data, naming the folder, when it is a file, is below one, or can't be written
     */
    public static void requireFolderPossible(Path folder) {
        Path nearest = nearestExisting(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(nearest)) {
            throw Fault.data("cannot write " + folder + ": " + nearest + " is not a folder");
        }
        if (!Files.isWritable(nearest)) {
            throw Fault.data("cannot write " + folder + ": permission denied in " + nearest);
        }
        try {
            // What the rights say is not all: a file system may be read-only, or be none that takes files.
            Files.delete(Files.createTempFile(nearest, ".", ".tmp"));
        } catch (IOException e) {
            throw Fault.data("cannot write " + folder + ": " + FileReason.of(e), e);
        }
    }

    private static Path nearestExisting(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : nearestExisting(parent);
    }

    /** Deletes what killed processes left in {@code folder} under temporary names. Nobody may be writing there. */
    public static void deleteTemporaries(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(child -> String.valueOf(child.getFileName()).matches("\\..+\\.[0-9]+-[0-9]+\\.(tmp|old)"))
                    .forEach(AtomicFile::deleteTree);
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }

    /** The old folder goes back to its place when the new one can't take it. */
    private static void replace(Path temporary, Path target, Path old) throws IOException {
        if (!Files.exists(target)) {
            move(temporary, target);
            return;
        }
        move(target, old);
        try {
            move(temporary, target);
        } catch (IOException e) {
            move(old, target);
            throw e;
        }
    }

    private static Path temporaryBeside(Path target) {
        return hiddenBeside(target, "tmp");
    }

    /** A name that this process uses once; in a container a dead process may have had the same number and left it. */
    private static Path hiddenBeside(Path target, String suffix) {
        String owner = ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
        String name = "." + target.getFileName() + "." + owner + "." + suffix;
        return folderOf(target).resolve(name);
    }

    static Path folderOf(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        return folder == null ? target.toAbsolutePath() : folder;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
