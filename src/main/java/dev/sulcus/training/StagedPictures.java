package dev.sulcus.training;

import dev.sulcus.model.Preprocessing;
import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stage;
import org.tensorflow.op.core.StageClear;
import org.tensorflow.op.core.Unstage;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Each batch is handed over one step ahead: a session call computes on the batch that waits on the device and copies the
 * next one there meanwhile. On a CPU nothing is copied: what waits shares the fed tensor's memory, so a batch must stay as
 * it is until the step after the one that took it over has run.
 */
final class StagedPictures implements PictureEntry {
    private static final String AREA = "next_pictures";

    private final Operand<TUint8> watched;
    private final Placeholder<TUint8> next;
    private final Operand<TUint8> learnt;
    private final Op stage;
    private final Operation clear;
    private final Replicas replicas;

    StagedPictures(Ops tf, PixelSpec pixels, Replicas replicas) {
        this.replicas = replicas;
        Shape shape = Shape.of(Shape.UNKNOWN_SIZE, pixels.height(), pixels.width(), PixelSpec.CHANNELS);
        watched = Preprocessing.input(tf, pixels);
        next = tf.placeholder(TUint8.class, Placeholder.shape(shape));
        stage = tf.stage(List.<Operand<?>>of(replicas.rows(tf, next)), Stage.sharedName(AREA));
        Operand<TUint8> taken = beside(tf, Unstage.OP_NAME).output(0);
        // The area forgets the shape; gradients and convolutions want the sides.
        learnt = tf.ensureShape(taken, shape);
        clear = beside(tf, StageClear.OP_NAME);
    }

    /**
     * An operation on the same area, on the same device: each device has areas of its own, and an Unstage beside another
     * one would wait for ever.
     */
    private Operation beside(Ops tf, String type) {
        return tf.scope()
                .opBuilder(type, type)
                .setAttr("dtypes", new DataType[] {DataType.DT_UINT8})
                .setAttr("shared_name", AREA)
                .setAttr("_class", new String[] {"loc:@" + stage.op().name()})
                .build();
    }

    @Override
    public Operand<TUint8> watched() {
        return watched;
    }

    @Override
    public Operand<TUint8> learnt(int step) {
        return learnt;
    }

    @Override
    public List<Operation> changes() {
        return List.of(stage.op(), clear);
    }

    /** {@code input} is the batch of the step after this one; null after the last. */
    @Override
    public void feed(Session.Runner runner, int step, TType input) {
        if (input != null) {
            replicas.target(runner.feed(next, input), stage.op());
        }
    }

    /** Takes over the first batch of a pass, and drops what a broken-off pass left. */
    void begin(Session session, TUint8 first) {
        Session.Runner empty = session.runner();
        replicas.target(empty, clear);
        SessionRuns.run("making ready for a pass", empty).close();
        Session.Runner full = session.runner().feed(next, first);
        replicas.target(full, stage.op());
        SessionRuns.run("copying a batch to the device", full).close();
    }
}
