package dev.sulcus.model;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * One network in one session. Several threads may run it at once.
 *
 * @param session where it runs
 * @param images uint8 NHWC, where a batch is fed
 * @param probability float32 [N]
 * @param mirrored uint8 NHWC, the fed batch mirrored left to right; null where only the plain view is asked for
 * @param owned the model whose session it is; null when someone else closes the session
 */
record SessionMember(
        Session session,
        Operand<TUint8> images,
        Operand<TFloat32> probability,
        Operand<TUint8> mirrored,
        SavedModelBundle owned)
        implements ClassifierMember {
    private static final int WIDTH_AXIS = 2;

    /**
     * Loads a bundle into a session of its own.
     *
     * @throws Fault of kind data when the model is damaged
     */
    static SessionMember open(ModelBundle bundle, Views views, SessionConfig config) {
        SavedModelBundle model = load(bundle, config);
        try {
            Operand<TUint8> images =
                    model.graph().outputOrThrow(InferenceGraph.INPUT).expect(TUint8.class);
            requirePixels(bundle, images);
            return new SessionMember(
                    model.session(),
                    images,
                    model.graph().outputOrThrow(InferenceGraph.OUTPUT).expect(TFloat32.class),
                    views == Views.FLIP ? mirror(Ops.create(model.graph()), images) : null,
                    model);
        } catch (Fault e) {
            model.close();
            throw e;
        } catch (IllegalArgumentException e) {
            model.close();
            throw Fault.data(bundle.folder() + ": its graph lacks " + e.getMessage() + "; export the model again", e);
        }
    }

    @Override
    public int score(TUint8 batch, float[] out, int offset) {
        try {
            int n = plain(batch, out, offset);
            if (mirrored != null) {
                addMirrored(batch, out, offset, n);
            }
            return n;
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of("scoring a batch", e);
        }
    }

    @Override
    public String engine() {
        return "TensorFlow";
    }

    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }

    private int plain(TUint8 batch, float[] out, int offset) {
        try (Result result =
                session.runner().feed(images, batch).fetch(probability).run()) {
            FloatDataBuffer values =
                    ((TFloat32) result.get(0)).asRawTensor().data().asFloats();
            int n = Math.toIntExact(values.size());
            values.read(out, offset, n);
            return n;
        }
    }

    /** A second run, fed with what the graph mirrored: one native copy of the batch, freed here. */
    private void addMirrored(TUint8 batch, float[] out, int offset, int n) {
        float[] other = new float[n];
        try (Result turned =
                session.runner().feed(images, batch).fetch(mirrored).run()) {
            plain((TUint8) turned.get(0), other, 0);
        }
        for (int i = 0; i < n; i++) {
            out[offset + i] = (out[offset + i] + other[i]) / 2;
        }
    }

    private static Operand<TUint8> mirror(Ops tf, Operand<TUint8> images) {
        return tf.withName("mirrored").reverse(images, tf.constant(new int[] {WIDTH_AXIS}));
    }

    private static void requirePixels(ModelBundle bundle, Operand<?> images) {
        Shape takes = images.shape();
        PixelSpec says = bundle.spec().pixels();
        // Shapes with an unknown side, as N is here, never equal one another.
        if (takes.numDimensions() != 4 || takes.get(1) != says.height() || takes.get(2) != says.width()) {
            throw Fault.data(bundle.folder() + ": its graph takes pictures " + takes + ", but " + ModelBundle.SPEC
                    + " says " + says.height() + "×" + says.width() + "; copy the model again");
        }
    }

    private static SavedModelBundle load(ModelBundle bundle, SessionConfig config) {
        try {
            return SavedModelBundle.loader(bundle.folder().toString())
                    .withTags(SavedModelBundle.DEFAULT_TAG)
                    .withConfigProto(config.toProto())
                    .load();
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw Fault.data(
                    bundle.folder() + ": the saved model is damaged (" + first + "); train or copy it again", e);
        }
    }
}
