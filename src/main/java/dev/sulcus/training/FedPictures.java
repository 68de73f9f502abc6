package dev.sulcus.training;

import dev.sulcus.model.Preprocessing;
import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Each batch is fed with the step that uses it.
 *
 * @param watched where
 * @param rows those of a replica
 */
record FedPictures(Operand<TUint8> watched, Operand<TUint8> rows) implements PictureEntry {
    static FedPictures add(Ops tf, PixelSpec pixels, Replicas replicas) {
        Operand<TUint8> fed = Preprocessing.input(tf, pixels);
        return new FedPictures(fed, replicas.rows(tf, fed));
    }

    @Override
    public Operand<TUint8> learnt(int step) {
        return rows;
    }

    @Override
    public void feed(Session.Runner runner, int step, TType input) {
        runner.feed(watched, input);
    }
}
