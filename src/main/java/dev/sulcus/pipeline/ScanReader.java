package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads whole files into one native buffer that is used again and again. A file whose name is at hand as bytes is read by
 * four system calls and without an object; Java opens the others, and every one that those calls can't read: it says
 * why. One thread; whoever opens it closes it.
 */
final class ScanReader implements AutoCloseable {
    /** Larger files are refused. */
    static final long MAX_BYTES = 256L << 20;

    /** A buffer beyond this is given back after the file that needed it. */
    private static final long KEPT_BYTES = 16L << 20;

    private static final long FIRST_BYTES = 1L << 18;

    private NativeBlock block;
    private NativeBlock facts;

    /**
     * The bytes of {@code file}, from 0 to the buffer's limit; valid until the next call.
     *
     * @param name address of its name from {@link FileNames}, or 0
     * @throws Fault of kind data with the reason as message, without the file's name
     */
    ByteBuffer read(Path file, long name) {
        if (name != 0) {
            ByteBuffer bytes = readNamed(name);
            if (bytes != null) {
                return bytes;
            }
        }
        return read(file);
    }

    /** As above, opened by Java. */
    ByteBuffer read(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            requireReadable(attributes);
            ByteBuffer buffer = bufferOf(attributes.size());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                fill(buffer, channel);
            }
            return buffer.flip();
        } catch (NoSuchFileException e) {
            throw Fault.data("not found", e);
        } catch (AccessDeniedException e) {
            throw Fault.data("permission denied", e);
        } catch (IOException e) {
            throw Fault.data("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where the bytes of the last file are. */
    long address() {
        return block.address();
    }

    @Override
    public void close() {
        closeBlock();
        if (facts != null) {
            facts.close();
            facts = null;
        }
    }

    /** Null when anything is out of the ordinary. */
    private ByteBuffer readNamed(long name) {
        int file = PosixFile.open(name, PosixFile.OPEN_FLAGS);
        if (file < 0) {
            return null;
        }
        try {
            long bytes = regularBytes(file);
            return bytes < 1 || bytes > MAX_BYTES ? null : fill(file, bytes);
        } finally {
            PosixFile.close(file);
        }
    }

    /** How long an open file is; -1 when it is not a regular one. */
    private long regularBytes(int file) {
        facts = facts == null ? NativeBlock.allocate("facts of a file", PosixFile.STATX_BYTES + 1L) : facts;
        ByteBuffer answer = facts.buffer().order(ByteOrder.nativeOrder());
        answer.put(PosixFile.STATX_BYTES, (byte) 0);
        long noName = facts.address() + PosixFile.STATX_BYTES;
        int failed = PosixFile.statx(file, noName, PosixFile.EMPTY_PATH, PosixFile.KIND_AND_SIZE, facts.address());
        return failed == 0 && PosixFile.isRegular(answer.getShort(PosixFile.STATX_MODE))
                ? answer.getLong(PosixFile.STATX_SIZE)
                : -1;
    }

    private ByteBuffer fill(int file, long bytes) {
        ByteBuffer buffer = bufferOf(bytes);
        for (long done = 0; done < bytes; ) {
            long got = PosixFile.read(file, block.address() + done, bytes - done);
            if (got <= 0) {
                return null;
            }
            done += got;
        }
        return buffer;
    }

    private void closeBlock() {
        if (block != null) {
            block.close();
            block = null;
        }
    }

    private static void requireReadable(BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            throw Fault.data("a folder, not a file");
        }
        // Opening a pipe would wait for ever.
        if (!attributes.isRegularFile()) {
            throw Fault.data("not a regular file");
        }
        if (attributes.size() == 0) {
            throw Fault.data("empty: the file has no bytes");
        }
        if (attributes.size() > MAX_BYTES) {
            throw Fault.data("too large: " + attributes.size() + " bytes, the limit is " + MAX_BYTES);
        }
    }

    private ByteBuffer bufferOf(long bytes) {
        if (block == null || block.bytes() < bytes || block.bytes() > KEPT_BYTES) {
            closeBlock();
            long capacity = Math.max(FIRST_BYTES, Long.highestOneBit(bytes) << 1);
            block = NativeBlock.allocate("file buffer", capacity);
        }
        return block.buffer().clear().limit((int) bytes);
    }

    private static void fill(ByteBuffer buffer, FileChannel channel) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw Fault.data("changed while it was read: it has become shorter");
            }
        }
    }
}
