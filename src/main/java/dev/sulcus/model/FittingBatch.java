package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TUint8;

/**
 * How many pictures one call of a model may hold: as many as are given, until memory runs out. Then half as many as
 * failed, for good; the pictures that failed are scored again, and a caller sees nothing but that it took longer. Pieces
 * of a batch are copies on the host. Thread-safe: threads that fail together halve once.
 */
final class FittingBatch {
    /** What may run out of memory: {@link ClassifierMember#score}. */
    interface BatchScore {
        int score(TUint8 batch, float[] out, int offset);
    }

    private volatile int most = Integer.MAX_VALUE;

    /** The most pictures of one call since memory ran out; 0 when it never did. */
    int reducedTo() {
        int now = most;
        return now == Integer.MAX_VALUE ? 0 : now;
    }

    /**
     * Scores a batch, in pieces where it must be.
     *
     * @throws Fault of kind memory when not even one picture fits
     */
    int score(BatchScore member, TUint8 batch, float[] out, int offset) {
        int n = Math.toIntExact(batch.shape().get(0));
        int done = 0;
        while (done < n) {
            int count = Math.min(most, n - done);
            try {
                piece(member, batch, done, count, out, offset + done);
                done += count;
            } catch (Fault e) {
                if (e.kind() != FaultKind.MEMORY || count == 1) {
                    throw e;
                }
                halve(count);
            }
        }
        return n;
    }

    private synchronized void halve(int failed) {
        if (failed <= most) {
            most = failed / 2;
        }
    }

    private static void piece(BatchScore member, TUint8 batch, int first, int count, float[] out, int offset) {
        if (count == batch.shape().get(0)) { // nothing on the heap for the usual case
            member.score(batch, out, offset);
            return;
        }
        long[] dims = batch.shape().asArray();
        long pictureBytes = batch.shape().size() / dims[0];
        dims[0] = count;
        ByteDataBuffer pixels = batch.asRawTensor().data();
        try (TUint8 part = TUint8.tensorOf(Shape.of(dims))) {
            long bytes = count * pictureBytes;
            pixels.slice(first * pictureBytes, bytes).copyTo(part.asRawTensor().data(), bytes);
            member.score(part, out, offset);
        }
    }
}
