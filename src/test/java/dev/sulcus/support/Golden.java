package dev.sulcus.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reference arrays: little-endian, without a header. */
public final class Golden {
    private Golden() {}

    /** The small ones, which the project carries; those that the program itself compares with lie in its resources. */
    public static Path resource(String name) {
        Path own = Path.of("src/main/resources/golden").resolve(name);
        return Files.exists(own) ? own : Path.of("src/test/resources/golden").resolve(name);
    }

    /** The big ones: the folder that SULCUS_GOLDEN names, or one that lies beside the checkout; it may be missing. */
    public static Path large(String name) {
        String named = System.getenv("SULCUS_GOLDEN");
        return Path.of(named == null ? "../shared/golden" : named).resolve(name);
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static float[] floats(Path file) {
        var buffer = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
