package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The card's own JPEG engines (A100, H100 and their kin): whole batches at a time, nothing for the host to do. One bad
 * file fails the whole batch; then none of it counts as decoded, and the lanes take its files one by one. Whoever opens
 * it closes it. One thread at a time.
 */
final class JpegEngines implements AutoCloseable {
    private final Gpu gpu;
    private final JpegCalls calls;
    private final long library;
    private final JpegHandles handles;
    private final int[] taken;
    private final NativeBlock images;
    private final NativeBlock files;
    private final ByteBuffer imageValues;
    private final ByteBuffer fileValues;
    private GpuStream stream;
    private GpuEvent done;
    private long state;
    private int initialized;

    /**
     * Opens them.
     *
     * @param library nvJPEG's handle with the engines as its backend
     * @param capacity files of the largest batch
     */
    JpegEngines(Gpu gpu, JpegCalls calls, long library, int capacity) {
        this.gpu = gpu;
        this.calls = calls;
        this.library = library;
        this.handles = new JpegHandles(gpu);
        this.taken = new int[capacity];
        this.images = NativeBlock.allocate("nvJPEG's images", (long) JpegStatus.IMAGE_BYTES * capacity);
        this.files = NativeBlock.allocate("nvJPEG's files", 2L * Long.BYTES * capacity);
        this.imageValues = images.buffer().order(ByteOrder.LITTLE_ENDIAN);
        this.fileValues = files.buffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < imageValues.capacity(); i += Long.BYTES) {
            imageValues.putLong(i, 0);
        }
        try {
            stream = gpu.openStream("JPEG engines");
            done = gpu.openEvent("JPEG engines");
            state = handles.open("a batch", handle -> calls.createBatchState(library, handle), calls::destroyState);
        } catch (Fault e) {
            close();
            throw e;
        }
    }

    /**
     * Decodes those files of a batch that the engines take, and sets their answers where that succeeds.
     *
     * @param free after which the scratch memory may be written
     */
    void decode(JpegJobs jobs, GpuEvent free) {
        done.synchronize(); // until then the state and the arrays are the last batch's
        int size = collect(jobs);
        if (size == 0) {
            return;
        }
        stream.waitFor(free);
        int status = size == initialized ? JpegStatus.SUCCESS : initialize(size);
        if (status == JpegStatus.SUCCESS) {
            long lengths = files.address() + (long) taken.length * Long.BYTES;
            status = calls.decodeBatch(library, state, files.address(), lengths, images.address(), stream.handle());
        }
        if (JpegStatus.answer(gpu, status, "decoding " + size + " JPEGs") == JpegAnswer.DECODED) {
            for (int i = 0; i < size; i++) {
                jobs.answers[taken[i]] = JpegAnswer.DECODED;
            }
        } else {
            initialized = 0; // whatever the state holds now, the next batch begins anew
        }
    }

    /** Makes what follows in {@code other} wait for all that the engines have been given. */
    void end(GpuStream other) {
        done.record(stream);
        other.waitFor(done);
    }

    @Override
    public void close() {
        CloseAll.close(this::drain, handles, done, stream, images, files);
    }

    private int initialize(int size) {
        gpu.enter();
        int status = calls.initializeBatch(library, state, size, 1, JpegStatus.OUTPUT_RGB_INTERLEAVED);
        initialized = status == JpegStatus.SUCCESS ? size : 0;
        return status;
    }

    private int collect(JpegJobs jobs) {
        int size = 0;
        for (int job = 0; job < jobs.size(); job++) {
            if (jobs.engine[job]) {
                fileValues.putLong(size * Long.BYTES, jobs.addresses[job]);
                fileValues.putLong((taken.length + size) * Long.BYTES, jobs.lengths[job]);
                imageValues.putLong(size * JpegStatus.IMAGE_BYTES, jobs.target(job));
                imageValues.putLong(size * JpegStatus.IMAGE_BYTES + JpegStatus.IMAGE_PITCH, jobs.pitch(job));
                taken[size++] = job;
            }
        }
        return size;
    }

    private void drain() {
        if (stream != null) {
            stream.drain();
        }
    }
}
