package dev.sulcus.fused;

import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * A network made ready for one number of pictures and of threads: primitives, activations, scratch. The same numbers
 * come out whatever the number of pictures or threads, within float32's rounding. One thread at a time; whoever opens it
 * closes it; weights are borrowed.
 */
final class FusedPlan implements AutoCloseable {
    private static final int LEVELS = FusedNetwork.LEVELS;

    private final int pictures;
    private final int threads;
    private final int pixels;
    private final NativeMemory native_ = new NativeMemory("activations");
    private final Steps steps;
    private final FloatBuffer floats;
    private final ShortBuffer halves;
    private final FloatBuffer answers;
    private final float[] levels = new float[FusedNetwork.CHANNELS * LEVELS];
    private final short[] halfLevels = new short[levels.length];

    /**
     * Makes the primitives.
     *
     * @throws Fault of kind device when oneDNN has none for this CPU and precision, of kind memory without room
     */
    FusedPlan(FusedNetwork network, PackedWeights weights, int pictures, int threads, Precision precision) {
        this.pictures = pictures;
        this.threads = threads;
        FusedNetwork.Extent size = network.extent(0);
        pixels = size.height() * size.width();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = network.level(i / LEVELS, i % LEVELS);
            halfLevels[i] = toBfloat16(levels[i]);
        }
        OneDnn.engine();
        OneDnn.threads(threads);
        try {
            var built = new FusedPlanBuilder(network, weights, pictures, native_).build();
            steps = built.steps();
            ByteBuffer input = NativeMemory.buffer(
                    NativeMemory.address(built.input()),
                    (long) pictures * FusedNetwork.CHANNELS * pixels * (precision == Precision.BFLOAT16 ? 2 : 4));
            floats = precision == Precision.BFLOAT16 ? null : input.asFloatBuffer();
            halves = precision == Precision.BFLOAT16 ? input.asShortBuffer() : null;
            answers = NativeMemory.buffer(NativeMemory.address(built.output()), (long) pictures * Float.BYTES)
                    .asFloatBuffer();
        } catch (Fault e) {
            native_.close();
            throw e;
        } catch (RuntimeException e) { // what a C++ exception becomes
            native_.close();
            throw Fault.device("oneDNN cannot run this network on this CPU: " + e.getMessage(), e);
        }
    }

    int pictures() {
        return pictures;
    }

    long bytes() {
        return native_.bytes();
    }

    /**
     * Runs the pictures from {@code first} on.
     *
     * @param images uint8 NHWC, borrowed
     * @param out receives one probability each at {@code offset}
     */
    void run(ByteBuffer images, int first, float[] out, int offset) {
        for (int i = 0; i < pictures; i++) {
            int from = (first + i) * pixels * FusedNetwork.CHANNELS;
            if (halves == null) {
                enterFloats(images, from, i * pixels * FusedNetwork.CHANNELS);
            } else {
                enterHalves(images, from, i * pixels * FusedNetwork.CHANNELS);
            }
        }
        OneDnn.threads(threads);
        int status = steps.run();
        if (status != 0) {
            throw Fault.device("oneDNN could not run a step of the network (status " + status + ")", null);
        }
        answers.get(0, out, offset, pictures);
    }

    @Override
    public void close() {
        native_.close();
    }

    /** From pixels to planes, each level by its table: exactly the arithmetic of the graph, done 768 times in all. */
    private void enterFloats(ByteBuffer images, int from, int to) {
        int at = from;
        for (int pixel = to; pixel < to + pixels; pixel++) {
            floats.put(pixel, levels[images.get(at) & 0xFF]);
            floats.put(pixel + pixels, levels[LEVELS + (images.get(at + 1) & 0xFF)]);
            floats.put(pixel + 2 * pixels, levels[2 * LEVELS + (images.get(at + 2) & 0xFF)]);
            at += FusedNetwork.CHANNELS;
        }
    }

    private void enterHalves(ByteBuffer images, int from, int to) {
        int at = from;
        for (int pixel = to; pixel < to + pixels; pixel++) {
            halves.put(pixel, halfLevels[images.get(at) & 0xFF]);
            halves.put(pixel + pixels, halfLevels[LEVELS + (images.get(at + 1) & 0xFF)]);
            halves.put(pixel + 2 * pixels, halfLevels[2 * LEVELS + (images.get(at + 2) & 0xFF)]);
            at += FusedNetwork.CHANNELS;
        }
    }

    /** The upper half of the float, rounded to nearest, ties to even. */
    private static short toBfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }
}
