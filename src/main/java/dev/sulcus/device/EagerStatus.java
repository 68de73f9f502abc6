package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** What a call into TensorFlow's C interface came to. Used again for call after call; one thread; whoever opens it closes it. */
final class EagerStatus implements AutoCloseable {
    private final TF_Status status = tensorflow.TF_NewStatus();
    private final long ledgerId = NativeBlocks.opened("TensorFlow status", 1);

    /** For the call. */
    TF_Status raw() {
        return status;
    }

    /**
     * Does nothing when the last call went well.
     *
     * @throws Fault of kind memory when it ran out of it, of kind device otherwise
     */
    void require(String doing) {
        int code = tensorflow.TF_GetCode(status);
        if (code != tensorflow.TF_OK) {
            throw TensorFlowFaults.of(doing, code, tensorflow.TF_Message(status).getString());
        }
    }

    @Override
    public void close() {
        tensorflow.TF_DeleteStatus(status);
        NativeBlocks.closed(ledgerId);
    }
}
