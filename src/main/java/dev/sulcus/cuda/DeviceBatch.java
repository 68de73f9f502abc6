package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;
import java.util.Arrays;

/**
 * A batch of pictures that is made on a card: uint8 RGB [N, height, width, 3] in device memory. JPEG files are decoded and
 * resized there; rows that the host decoded are copied in between; each is where its row says. Memory is allocated once
 * and, for decoded pictures of unusual size, grows.
 *
 * <p>In this order: {@link #begin}; {@link #addJpeg} and {@link #addPixels} for its rows; {@link #run}; more
 * {@link #addPixels} for rows that turned out damaged, if the host wants to try; {@link #synchronize}. Then the memory may
 * be read by anybody, such as TensorFlow, until the next {@code begin}. Two batches that share decoder and kernel overlap.
 *
 * <p>A fault of kind memory leaves the batch usable: begin again with fewer rows. A fault of kind device whose context is
 * lost leaves nothing usable ({@link Gpu#isPoisoned}); closing is still right. Whoever opens it closes it, before decoder
 * and kernel. One thread.
 */
public final class DeviceBatch implements AutoCloseable {
    private final JpegDecoder decoder;
    private final ResizeKernel kernel;
    private final PictureTarget target;
    private final int capacity;
    private final JpegJobs jobs;
    private final JpegAnswer[] answers;
    private DeviceScratch scratch;
    private PictureTable table;
    private DeviceMemory tableMemory;
    private DeviceMemory memory;
    private GpuStream stream;
    private GpuEvent free;

    private DeviceBatch(JpegDecoder decoder, ResizeKernel kernel, PictureTarget target, int capacity) {
        this.decoder = decoder;
        this.kernel = kernel;
        this.target = target;
        this.capacity = capacity;
        this.jobs = new JpegJobs(capacity);
        this.answers = new JpegAnswer[capacity];
    }

    /**
     * Opens one.
     *
     * @param capacity rows, N, 1 or more; at most what {@code decoder} was opened for
     * @throws Fault of kind memory when the card has too little; what was opened is closed again
     */
    public static DeviceBatch open(
            Gpu gpu, JpegDecoder decoder, ResizeKernel kernel, PictureTarget target, int capacity) {
        if (capacity < 1 || capacity > decoder.capacity()) {
            throw Fault.bug("a batch of " + capacity + " rows, with a decoder for " + decoder.capacity());
        }
        var batch = new DeviceBatch(decoder, kernel, target, capacity);
        try {
            batch.open(gpu);
            return batch;
        } catch (Fault e) {
            batch.close();
            throw e;
        }
    }

    private void open(Gpu gpu) {
        memory = gpu.allocate("a batch of " + capacity, target.imageBytes() * capacity);
        table = new PictureTable(target, capacity);
        tableMemory = gpu.allocate("table of pictures", (long) PictureTable.ENTRY_BYTES * capacity);
        scratch = new DeviceScratch(gpu, "decoded pictures");
        stream = gpu.openStream("a batch");
        free = gpu.openEvent("a batch");
    }

    /** Begins a new batch; waits until the card is done with the last. */
    public void begin() {
        stream.synchronize();
        free.record(stream);
        jobs.clear();
        table.clear();
        Arrays.fill(answers, null);
    }

    /**
     * Adds a file that may be a JPEG. Only its header is read now. nvJPEG may decode a file that ends too early and say
     * nothing; whoever cares looks for its end before.
     *
     * @param row where its picture goes
     * @param address of the file's bytes in host memory, borrowed until {@link #synchronize}
     * @return DECODED where the card will decode it; any other answer leaves the row to the host
     */
    public JpegAnswer addJpeg(int row, long address, long bytes) {
        requireRow(row);
        answers[row] = decoder.look(jobs, row, address, bytes);
        return answers[row];
    }

    /**
     * Adds a row that the host decoded and resized. It is on its way when this returns.
     *
     * @param address of uint8 RGB [height, width, 3] in host memory, page-locked if it shall be fast ({@link PageLock}),
     *     borrowed until {@link #synchronize}
     */
    public void addPixels(int row, long address) {
        requireRow(row);
        stream.copyToDevice(memory, row * target.imageBytes(), address, target.imageBytes());
    }

    /**
     * Decodes and resizes the files. When this returns, every row has its answer, and the card may still be at work.
     *
     * @throws Fault of kind memory when the decoded pictures don't fit: begin again with fewer rows
     */
    public void run() {
        if (jobs.size() == 0) {
            return;
        }
        jobs.place(scratch.require(jobs.scratchBytes()).address());
        decoder.decode(jobs, free, stream);
        for (int job = 0; job < jobs.size(); job++) {
            answers[jobs.rows[job]] = jobs.answers[job];
            if (jobs.answers[job] == JpegAnswer.DECODED) {
                table.add(jobs.target(job), jobs.pitch(job), jobs.widths[job], jobs.heights[job], 3, jobs.rows[job]);
            }
        }
        if (table.size() > 0) {
            stream.copyToDevice(tableMemory, 0, table.address(), table.usedBytes());
            kernel.launch(stream, tableMemory, table.size(), memory, target);
        }
    }

    /** What became of the file of a row; null for a row that had none. */
    public JpegAnswer answer(int row) {
        return answers[row];
    }

    /** Waits until the card is done: then {@link #memory} holds the batch. */
    public void synchronize() {
        stream.synchronize();
    }

    /** uint8 RGB [N, height, width, 3]; stays this object's. */
    public DeviceMemory memory() {
        return memory;
    }

    /** Rows, N. */
    public int capacity() {
        return capacity;
    }

    /** What each row is. */
    public PictureTarget target() {
        return target;
    }

    /** The stream in which the batch is made, for what shall follow it on the card. */
    public GpuStream stream() {
        return stream;
    }

    @Override
    public void close() {
        CloseAll.close(this::drain, memory, tableMemory, scratch, table, free, stream);
    }

    /** Host memory that a copy still reads must outlive it. */
    private void drain() {
        if (stream != null) {
            stream.drain();
        }
    }

    private void requireRow(int row) {
        if (row < 0 || row >= capacity) {
            throw Fault.bug("row " + row + " of a batch of " + capacity);
        }
    }
}
