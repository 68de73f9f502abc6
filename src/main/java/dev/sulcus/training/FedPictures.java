package dev.sulcus.training;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Each batch is fed with the step that uses it.
 *
 * @param watched where
 */
record FedPictures(Operand<TUint8> watched) implements PictureEntry {
    @Override
    public Operand<TUint8> learnt(int step) {
        return watched;
    }

    @Override
    public void feed(Session.Runner runner, int step, TType input) {
        runner.feed(watched, input);
    }
}
