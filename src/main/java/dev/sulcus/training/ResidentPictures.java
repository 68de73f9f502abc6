package dev.sulcus.training;

import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * All pictures in one uint8 variable [M, H, W, 3] on each device that computes, put there once and piece by piece; a step
 * gathers its batch by row. The variable is made by a fill on the device, written in place and never read as a whole, so no
 * second copy of it ever exists. The session owns its memory.
 */
final class ResidentPictures implements PictureEntry {
    private final int[] shape;
    private final Replicas replicas;
    private final Placeholder<TInt32> size;
    private final Op create;
    private final Placeholder<TUint8> piece;
    private final Placeholder<TInt64> begin;
    private final Placeholder<TInt64> end;
    private final Op put;
    private final List<Placeholder<TInt64>> rows = new ArrayList<>();
    private final List<Operand<TUint8>> learnt = new ArrayList<>();
    private final Operand<TUint8> watched;

    ResidentPictures(Ops tf, PixelSpec pixels, EntryConfig config, Replicas replicas) {
        this.replicas = replicas;
        shape = new int[] {config.pictures(), pixels.height(), pixels.width(), PixelSpec.CHANNELS};
        Shape whole = Shape.of(config.pictures(), pixels.height(), pixels.width(), PixelSpec.CHANNELS);
        Shape some = Shape.of(Shape.UNKNOWN_SIZE, pixels.height(), pixels.width(), PixelSpec.CHANNELS);
        VarHandleOp handle = tf.varHandleOp(TUint8.class, whole, VarHandleOp.sharedName("resident_pictures"));
        // Fed, so that no optimiser pass makes a constant of gigabytes on the host.
        size = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(shape.length)));
        create = tf.assignVariableOp(handle, tf.fill(size, tf.dtypes.cast(tf.constant(0), TUint8.class)));
        piece = tf.placeholder(TUint8.class, Placeholder.shape(some));
        begin = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(shape.length)));
        end = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(shape.length)));
        // Not ResourceScatterUpdate: of whole numbers it fetches the variable to the host, writes there and brings it
        // back.
        put = tf.resourceStridedSliceAssign(handle, begin, end, tf.constant(new long[] {1, 1, 1, 1}), piece);
        for (int step = 0; step < config.steps(); step++) {
            rows.add(tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE))));
            learnt.add(tf.resourceGather(handle, replicas.rows(tf, rows.get(step)), TUint8.class));
        }
        // Scores are asked of the first replica alone, for all rows.
        Operand<TUint8> all = replicas.several() ? tf.resourceGather(handle, rows.get(0), TUint8.class) : learnt.get(0);
        watched = tf.placeholderWithDefault(all, some);
    }

    @Override
    public Operand<TUint8> watched() {
        return watched;
    }

    @Override
    public Operand<TUint8> learnt(int step) {
        return learnt.get(step);
    }

    @Override
    public List<Operation> changes() {
        return List.of(create.op(), put.op());
    }

    @Override
    public void feed(Session.Runner runner, int step, TType input) {
        runner.feed(rows.get(step), input);
    }

    /**
     * Makes room on the device; all pixels are 0.
     *
     * @throws dev.sulcus.fault.Fault of kind memory when the device has none
     */
    void create(Session session) {
        try (TInt32 dims = TInt32.vectorOf(shape)) {
            Session.Runner runner = session.runner().feed(size, dims);
            replicas.target(runner, create.op());
            SessionRuns.run("making room for the pictures on the device", runner)
                    .close();
        }
    }

    /** Copies pictures [N, H, W, 3], borrowed, to the N rows from {@code first} on. */
    void put(Session session, TUint8 pictures, long first) {
        long past = first + pictures.shape().get(0);
        try (TInt64 from = TInt64.vectorOf(first, 0, 0, 0);
                TInt64 to = TInt64.vectorOf(past, shape[1], shape[2], shape[3])) {
            Session.Runner runner =
                    session.runner().feed(piece, pictures).feed(begin, from).feed(end, to);
            replicas.target(runner, put.op());
            SessionRuns.run("copying pictures to the device", runner).close();
        }
    }
}
