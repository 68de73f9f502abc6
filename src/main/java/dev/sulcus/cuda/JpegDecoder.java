package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * JPEG files in host memory become interleaved RGB in device memory, through the card's own engines where it has some, and
 * through lanes of nvJPEG's hybrid decoder. What the card can't decode is an answer for that file, never an exception;
 * colour is interpolated between its samples, as the host's decoder does. Pixels are close to the host's, not equal.
 *
 * <p>May be shared by several batches: it takes one at a time. Whoever opens it closes it, after the batches that use it.
 */
public final class JpegDecoder implements AutoCloseable {
    private final Gpu gpu;
    private final int capacity;
    private final JpegHandles handles;
    private final List<JpegLane> lanes = new ArrayList<>();
    private final List<LaneWork> work = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads;
    private JpegHeaderReader headers;
    private volatile JpegEngines engines;
    private volatile RuntimeException failure;
    private volatile Work current;

    private JpegDecoder(Gpu gpu, JpegConfig config, int capacity) {
        this.gpu = gpu;
        this.capacity = capacity;
        this.handles = new JpegHandles(gpu);
        this.threads = Executors.newFixedThreadPool(config.lanes(), task -> {
            var thread = new Thread(task, "sulcus-jpeg");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens NVIDIA's decoder.
     *
     * @param capacity files of the largest batch
     * @throws Fault of kind device, with what to do, where nvJPEG is missing
     */
    public static JpegDecoder open(Gpu gpu, JpegConfig config, int capacity) {
        return over(gpu, LinkedJpeg.open(), config, capacity);
    }

    /** A decoder over NVIDIA's functions, or a double of them. */
    public static JpegDecoder over(Gpu gpu, JpegCalls calls, JpegConfig config, int capacity) {
        var decoder = new JpegDecoder(gpu, config, capacity);
        try {
            decoder.open(calls, config);
            return decoder;
        } catch (Fault e) {
            decoder.close();
            throw e;
        }
    }

    private void open(JpegCalls calls, JpegConfig config) {
        int flags = JpegStatus.FLAG_INTERPOLATE_COLOUR;
        long library = handles.open(
                "the library", handle -> calls.create(JpegStatus.BACKEND_DEFAULT, flags, handle), calls::destroy);
        long hardware = !config.engines()
                ? 0
                : handles.openIfPossible(
                        "the card's engines",
                        handle -> calls.create(JpegStatus.BACKEND_HARDWARE, flags, handle),
                        calls::destroy);
        headers = new JpegHeaderReader(gpu, calls, library, hardware);
        engines = hardware == 0 ? null : new JpegEngines(gpu, calls, hardware, capacity);
        for (int i = 0; i < config.lanes(); i++) {
            lanes.add(new JpegLane(gpu, calls, library));
            work.add(new LaneWork(lanes.get(i)));
        }
    }

    /** Whether the card has JPEG engines and they are used. */
    public boolean usesEngines() {
        return engines != null;
    }

    /** Files of the largest batch. */
    int capacity() {
        return capacity;
    }

    /** Reads a header; one that the card will decode is entered in {@code jobs}. */
    JpegAnswer look(JpegJobs into, int row, long address, long bytes) {
        synchronized (headers) {
            JpegAnswer answer = headers.read(address, bytes);
            if (answer == JpegAnswer.DECODED) {
                into.add(row, address, bytes, headers);
            }
            return answer;
        }
    }

    /**
     * Decodes a batch. Every job has an answer when this returns; the pixels are there when {@code after} gets on.
     *
     * @param free after which the scratch memory may be written
     * @param after the stream that goes on with the pixels
     * @throws Fault of kind memory or device when the card is to blame; what was begun still ends before {@code after}
     */
    synchronized void decode(JpegJobs batch, GpuEvent free, GpuStream after) {
        current = new Work(batch, free);
        failure = null;
        next.set(0);
        try {
            if (engines != null) {
                engines.decode(batch, free);
            }
            runLanes(batch);
        } finally {
            if (!gpu.isPoisoned()) {
                join(after);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        List<AutoCloseable> all = new ArrayList<>(lanes);
        all.add(engines);
        all.add(headers);
        all.add(handles);
        CloseAll.close(all.toArray(AutoCloseable[]::new));
    }

    private void join(GpuStream after) {
        for (JpegLane lane : lanes) {
            lane.end(after);
        }
        if (engines != null) {
            engines.end(after);
        }
    }

    private void runLanes(JpegJobs jobs) {
        int left = 0;
        for (int job = 0; job < jobs.size(); job++) {
            left += jobs.answers[job] == null ? 1 : 0;
        }
        running.clear();
        for (int i = 1; i < Math.min(left, work.size()); i++) {
            running.add(threads.submit(work.get(i)));
        }
        if (left > 0) {
            work.get(0).run();
        }
        boolean interrupted = false;
        for (Future<?> each : running) {
            interrupted |= await(each);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end, though the thread be interrupted meanwhile: the lanes borrow memory of the caller. */
    private static boolean await(Future<?> work) {
        boolean interrupted = false;
        while (true) {
            try {
                work.get();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** What the lanes are at. */
    private record Work(JpegJobs jobs, GpuEvent free) {}

    /** What one thread does for a batch: takes the next file until there is none. */
    private final class LaneWork implements Runnable {
        private final JpegLane lane;

        LaneWork(JpegLane lane) {
            this.lane = lane;
        }

        @Override
        public void run() {
            try {
                JpegJobs jobs = current.jobs;
                lane.begin(current.free);
                for (int job = next.getAndIncrement(); job < jobs.size() && failure == null; ) {
                    if (jobs.answers[job] == null) {
                        jobs.answers[job] = lane.decode(jobs, job);
                    }
                    job = next.getAndIncrement();
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }
}
