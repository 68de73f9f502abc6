package dev.sulcus.model;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
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
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The running model: pictures in, probabilities out. Validation, evaluation and scoring all go through
 * here. Several threads may score at once; {@link #close} must come after them. Closing frees the session if this
 * object opened it.
 */
public final class Classifier implements AutoCloseable {
    private final Session session;
    private final Operand<?> images;
    private final Operand<?> probability;
    private final SavedModelBundle owned;

    private Classifier(Session session, Operand<?> images, Operand<?> probability, SavedModelBundle owned) {
        this.session = session;
        this.images = images;
        this.probability = probability;
        this.owned = owned;
    }

    /**
     * Loads a bundle into a session of its own.
     *
     * @throws Fault of kind data when the model is damaged
     */
    public static Classifier open(ModelBundle bundle, SessionConfig config) {
        SavedModelBundle model = load(bundle, config);
        try {
            requirePixels(bundle, model.graph().outputOrThrow(InferenceGraph.INPUT));
            return new Classifier(
                    model.session(),
                    model.graph().outputOrThrow(InferenceGraph.INPUT),
                    model.graph().outputOrThrow(InferenceGraph.OUTPUT),
                    model);
        } catch (Fault e) {
            model.close();
            throw e;
        } catch (IllegalArgumentException e) {
            model.close();
            throw Fault.data(bundle.folder() + ": its graph lacks " + e.getMessage() + "; export the model again", e);
        }
    }

    /** Runs on a session that someone else owns and closes: the weights being trained. */
    public static Classifier over(Session session, InferenceGraph graph) {
        return new Classifier(session, graph.images(), graph.probability(), null);
    }

    /**
     * The probability of each picture.
     *
     * @param batch uint8 [n, H, W, 3]; borrowed, its memory is read in place on CPU
     * @param out receives n probabilities at {@code offset}
     * @return n
     */
    public int score(TUint8 batch, float[] out, int offset) {
        try (Result result =
                session.runner().feed(images, batch).fetch(probability).run()) {
            FloatDataBuffer values =
                    ((TFloat32) result.get(0)).asRawTensor().data().asFloats();
            int n = Math.toIntExact(values.size());
            values.read(out, offset, n);
            return n;
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of("scoring a batch", e);
        }
    }

    /**
     * Every sample of {@code order}, batch by batch as they become ready.
     *
     * @param source borrowed; no pass of it may be open
     */
    public void scoreAll(BatchSource source, int[] order, ScoreSink sink) {
        float[] probabilities = new float[0];
        try (Pass pass = source.start(order)) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    if (probabilities.length < batch.size()) {
                        probabilities = new float[batch.size()];
                    }
                    score(batch.images(), probabilities, 0);
                    for (int row = 0; row < batch.size(); row++) {
                        String failure = batch.failure(row);
                        sink.scored(batch.sample(row), failure == null ? probabilities[row] : Float.NaN, failure);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
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
