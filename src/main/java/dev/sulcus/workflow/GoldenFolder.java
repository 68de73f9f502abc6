package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of another program among the resources, under golden/. Immutable. */
record GoldenFolder(String name) {
    /** Little-endian float32. */
    double[] floats(String file) {
        var buffer = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        double[] values = new double[buffer.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.get(i);
        }
        return values;
    }

    byte[] bytes(String file) {
        String path = "/golden/" + name + "/" + file;
        try (InputStream in = GoldenFolder.class.getResourceAsStream(path)) {
            if (in == null) {
                throw Fault.bug("this build lacks " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw Fault.data("cannot read " + path + ": " + e, e);
        }
    }
}
