package dev.sulcus.training;

import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Where pictures enter a training graph. Its arithmetic is the same whichever it is. Not thread-safe. */
sealed interface PictureEntry permits FedPictures, StagedPictures, ResidentPictures {
    /** Adds it to a graph. */
    static PictureEntry add(Ops tf, PixelSpec pixels, EntryConfig config, Replicas replicas) {
        return switch (config.way()) {
            case FED -> FedPictures.add(tf, pixels, replicas);
            case STAGED -> new StagedPictures(tf, pixels, replicas);
            case RESIDENT -> new ResidentPictures(tf, pixels, config, replicas);
        };
    }

    /** Where the inference path takes pictures, uint8 NHWC; a batch may be fed there, whichever way training goes. */
    Operand<TUint8> watched();

    /** What one step of a session call learns from, uint8 NHWC: a replica's rows of the batch. */
    Operand<TUint8> learnt(int step);

    /** What it runs on every replica. */
    default List<Operation> changes() {
        return List.of();
    }

    /** Feeds what {@link StepBatch#input} says for one step of a session call. */
    void feed(Session.Runner runner, int step, TType input);
}
