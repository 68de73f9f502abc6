package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import java.io.ByteArrayOutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/**
 * The names of files as the system wants them, bytes that end with a zero, in one native block: made once, so that
 * opening a file makes no object. Thread-safe; whoever makes it closes it, after all who open files by it.
 */
final class FileNames implements AutoCloseable {
    private final int[] offsets;
    private final NativeBlock block;

    private FileNames(int[] offsets, NativeBlock block) {
        this.offsets = offsets;
        this.block = block;
    }

    /** Of {@code files}, where {@link PosixFile} can be used; otherwise every {@link #address} is 0. No file is touched. */
    static FileNames of(List<Path> files) {
        if (!PosixFile.USABLE || files.isEmpty()) {
            return new FileNames(new int[0], null);
        }
        int[] offsets = new int[files.size()];
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = names.size();
            Path file = files.get(i);
            if (file.getFileSystem() == FileSystems.getDefault()) {
                append(names, file.toAbsolutePath());
            } else {
                offsets[i] = -1;
            }
            names.write(0);
        }
        byte[] bytes = names.toByteArray();
        NativeBlock block = NativeBlock.allocate("file names", bytes.length);
        block.buffer().put(0, bytes);
        return new FileNames(offsets, block);
    }

    /** Where the name of file {@code index} begins; 0 when there is none. */
    long address(int index) {
        return block == null || offsets[index] < 0 ? 0 : block.address() + offsets[index];
    }

    @Override
    public void close() {
        if (block != null) {
            block.close();
        }
    }

    private static void append(ByteArrayOutputStream names, Path file) {
        String text = file.toString();
        if (isAscii(text)) {
            for (int i = 0; i < text.length(); i++) {
                names.write(text.charAt(i));
            }
        } else {
            // Only the URI tells the bytes themselves, whatever the locale takes them for.
            appendEscaped(names, file.toUri().getRawPath());
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static void appendEscaped(ByteArrayOutputStream names, String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                names.write(Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                names.write(path.charAt(i));
            }
        }
    }
}
