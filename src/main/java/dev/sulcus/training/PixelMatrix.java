package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PixelSpec;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/**
 * All pictures of one part of the data as one tensor in native memory: uint8 [N, H, W, 3], picture i in row i. Whoever
 * decodes it closes it; the tensor is borrowed.
 */
final class PixelMatrix implements AutoCloseable {
    private final TUint8 tensor;
    private final long ledgerId;

    private PixelMatrix(TUint8 tensor) {
        this.tensor = tensor;
        ledgerId = NativeBlocks.opened("training pictures", tensor.numBytes());
    }

    /**
     * Reads every picture once.
     *
     * @param source of the part's files; borrowed
     * @throws Fault of kind data when a scan can't be read any more, of kind memory when they don't fit
     */
    static PixelMatrix decode(SplitPart part, PixelSpec pixels, BatchSource source) {
        PixelMatrix matrix = allocate(part.size(), pixels);
        try (Pass pass = source.start(IntStream.range(0, part.size()).toArray())) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    matrix.take(part, batch, pixels.imageBytes());
                }
            }
            return matrix;
        } catch (RuntimeException | Error e) {
            matrix.close();
            throw e;
        }
    }

    /** uint8 [N, H, W, 3], borrowed. */
    TUint8 tensor() {
        return tensor;
    }

    @Override
    public void close() {
        tensor.close();
        NativeBlocks.closed(ledgerId);
    }

    private static PixelMatrix allocate(int pictures, PixelSpec pixels) {
        try {
            return new PixelMatrix(
                    TUint8.tensorOf(Shape.of(pictures, pixels.height(), pixels.width(), PixelSpec.CHANNELS)));
        } catch (OutOfMemoryError | RuntimeException e) {
            throw Fault.memory(
                    "cannot allocate " + (long) pictures * pixels.imageBytes() + " bytes for " + pictures
                            + " pictures; take smaller ones (--size)",
                    e);
        }
    }

    /** The one copy there is: from the ring's tensor into this one; a pass keeps the order, so rows follow each other. */
    private void take(SplitPart part, Batch batch, int imageBytes) {
        for (int row = 0; row < batch.size(); row++) {
            PictureExamples.requireReadable(part, batch.sample(row), batch.failure(row));
        }
        long bytes = (long) batch.size() * imageBytes;
        batch.images()
                .asRawTensor()
                .data()
                .copyTo(tensor.asRawTensor().data().offset((long) batch.sample(0) * imageBytes), bytes);
    }
}
