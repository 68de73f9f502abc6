package dev.sulcus.artefact;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Supplier;

/**
 * The right of one process to write a run or a worklist: a hidden file beside it, locked while the work goes on. The
 * system releases the lock of a process that dies, so a file left over keeps nobody out. Thread-safe.
 */
public final class OutputLock {
    private static final int ATTEMPTS = 10;

    private final Path file;
    private final FileChannel channel;

    private OutputLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Does {@code work} while this process alone holds the right. Makes the folder of {@code file} if need be, and so
     * shows that it can be written before work begins.
     *
     * @param file the lock itself, its name beginning with a dot
     * @param subject what is locked, as the message names it
     * @return what the work returns
     * @throws Fault of kind usage when another process holds it, of kind data when the folder can't be written
     */
    public static <T> T holding(Path file, String subject, Supplier<T> work) {
        OutputLock lock = take(file, subject);
        try {
            return work.get();
        } finally {
            lock.release();
        }
    }

    private static OutputLock take(Path file, String subject) {
        try {
            Files.createDirectories(AtomicFile.folderOf(file));
            for (int i = 0; i < ATTEMPTS; i++) {
                createIfMissing(file);
                Object before = identity(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                if (!locked(channel)) {
                    channel.close();
                    break;
                }
                // Its last holder deletes the file: a lock on one that is gone, or made anew since, keeps nobody out.
                if (before.equals(identity(file))) {
                    return new OutputLock(file, channel);
                }
                channel.close();
            }
        } catch (IOException e) {
            throw Fault.data("cannot write " + subject + ": " + FileReason.of(e), e);
        }
        throw Fault.usage(subject + " is being written by another Sulcus; wait for it, or name another place");
    }

    private void release() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            // What is left is an empty hidden file that locks nothing; the work itself is done.
            file.toFile().deleteOnExit();
        }
    }

    private static void createIfMissing(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            return; // left by a dead process, or held by a living one
        }
    }

    /** Asked without opening the file: POSIX gives up a process's lock when any of its channels to the file closes. */
    private static Object identity(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (IOException e) {
            return new Object(); // gone: equal to nothing
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
