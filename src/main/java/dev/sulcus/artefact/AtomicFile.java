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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Files and folders that appear whole or not at all: written under a temporary name beside the target, forced to disk,
 * then renamed. A process killed half way leaves at most a temporary that begins with a dot. Thread-safe for different
 * targets.
 */
public final class AtomicFile {
    /** Writes the content of one file. */
    @FunctionalInterface
    public interface Body {
        /** Writes everything to {@code out}, which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Fills one folder. */
    @FunctionalInterface
    public interface Filler {
        /** Writes everything below {@code folder}, which exists and is empty. */
        void fill(Path folder) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Replaces {@code target} by what {@code body} writes; makes the parent folder if need be.
     *
     * @throws Fault of kind data, naming the target, when it can't be written; the old content then stays
     */
    public static void write(Path target, Body body) {
        Path temporary = temporaryBeside(target);
        try {
            Files.createDirectories(folderOf(target));
            try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                body.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, target);
        } catch (IOException e) {
            throw Fault.data("cannot write " + target + ": " + reason(e), e);
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
            Files.createDirectories(temporary);
            filler.fill(temporary);
            if (Files.exists(target)) {
                move(target, old);
            }
            move(temporary, target);
        } catch (IOException e) {
            throw Fault.data("cannot write " + target + ": " + reason(e), e);
        } finally {
            deleteTree(temporary);
            deleteTree(old);
        }
    }

    /** Deletes a file or a folder with all below it; does nothing when there is none. Never follows links. */
    public static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(AtomicFile::deleteQuietly);
        } catch (IOException e) {
            throw Fault.data("cannot delete " + root + ": " + reason(e), e);
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
            throw Fault.data("cannot delete " + file + ": " + reason(e), e);
        }
    }

    private static Path temporaryBeside(Path target) {
        return hiddenBeside(target, "tmp");
    }

    private static Path hiddenBeside(Path target, String suffix) {
        String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + "." + suffix;
        return folderOf(target).resolve(name);
    }

    private static Path folderOf(Path target) {
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

    private static String reason(IOException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
