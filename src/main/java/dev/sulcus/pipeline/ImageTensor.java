package dev.sulcus.pipeline;

import dev.sulcus.cuda.PageLock;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/**
 * One TensorFlow tensor of images, allocated once and filled again and again through its address: uint8 [N, H, W, 3];
 * page-locked where a card fetches it, from the first filling until just before it is freed. Whoever allocates it closes
 * it; the tensor and the addresses are borrowed. Threads may fill different rows at once.
 */
public final class ImageTensor implements AutoCloseable {
    private final TUint8 tensor;
    private final int images;
    private final int imageBytes;
    private final long address;
    private final long ledgerId;
    private PageLock lock;
    private boolean closed;

    private ImageTensor(TUint8 tensor, int images, int imageBytes) {
        this.tensor = tensor;
        this.images = images;
        this.imageBytes = imageBytes;
        this.address = new TensorBytes().addressOf(tensor);
        this.ledgerId = NativeBlocks.opened("batch tensor", (long) images * imageBytes);
    }

    /** As {@link #allocate(PixelSpec, int, PageLocking)}, not page-locked. */
    static ImageTensor allocate(PixelSpec pixels, int images) {
        return allocate(pixels, images, PageLocking.NONE);
    }

    /**
     * Allocates room for {@code images}, 1 or more; all pixels are zero.
     *
     * @throws Fault of kind memory when TensorFlow can't, of kind device when the card that locks is lost
     */
    public static ImageTensor allocate(PixelSpec pixels, int images, PageLocking locking) {
        ImageTensor allocated = allocateCleared(pixels, images);
        try {
            allocated.lock = locking.lock(allocated.address, (long) images * allocated.imageBytes);
            return allocated;
        } catch (RuntimeException | Error e) {
            allocated.close();
            throw e;
        }
    }

    private static ImageTensor allocateCleared(PixelSpec pixels, int images) {
        TUint8 tensor = null;
        try {
            tensor = TUint8.tensorOf(Shape.of(images, pixels.height(), pixels.width(), PixelSpec.CHANNELS));
            ImageTensor allocated = new ImageTensor(tensor, images, pixels.imageBytes());
            allocated.clear();
            return allocated;
        } catch (OutOfMemoryError | RuntimeException e) {
            if (tensor != null) {
                tensor.close();
            }
            throw Fault.memory(
                    "cannot allocate a tensor of " + images + " images of " + pixels.imageBytes()
                            + " bytes; choose a smaller batch or fewer slots",
                    e);
        }
    }

    /** The tensor itself, borrowed. */
    public TUint8 tensor() {
        return tensor;
    }

    /** N. */
    int images() {
        return images;
    }

    /** Where row {@code row} begins. */
    long rowAddress(int row) {
        if (row < 0 || row >= images) {
            throw Fault.bug("row " + row + " of a tensor of " + images + " images");
        }
        return address + (long) row * imageBytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                if (lock != null) {
                    lock.close();
                }
            } finally {
                tensor.close();
                NativeBlocks.closed(ledgerId);
            }
        }
    }

    private void clear() {
        long bytes = (long) images * imageBytes;
        try (AddressPointer all = new AddressPointer()) {
            Pointer.memset(all.aim(address, bytes), 0, bytes);
        }
    }
}
