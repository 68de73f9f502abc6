package dev.sulcus.training;

import dev.sulcus.device.TensorFlowFaults;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;

/** Runs what a runner was told, and turns what TensorFlow throws into a fault. Stateless, thread-safe. */
final class SessionRuns {
    private SessionRuns() {}

    /**
     * The result, which the caller closes.
     *
     * @param doing in a few words, for the message
     * @throws dev.sulcus.fault.Fault of kind memory when TensorFlow ran out of it, of kind device otherwise
     */
    static Result run(String doing, Session.Runner runner) {
        try {
            return runner.run();
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of(doing, e);
        }
    }
}
