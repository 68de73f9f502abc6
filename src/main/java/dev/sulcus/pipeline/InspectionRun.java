package dev.sulcus.pipeline;

import dev.sulcus.dataset.ScanFile;
import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One look into many files: threads that each take the next file until none is left. Used once. */
final class InspectionRun {
    private final List<ScanFile> files;
    private final InspectionConfig config;
    private final Progress progress;
    private final InspectedScan[] found;
    private final AtomicInteger next = new AtomicInteger();
    private final Object progressLock = new Object();
    private int done;

    InspectionRun(List<ScanFile> files, InspectionConfig config, Progress progress) {
        this.files = List.copyOf(files);
        this.config = config;
        this.progress = progress;
        this.found = new InspectedScan[files.size()];
    }

    InspectionResult run() {
        int threads = Math.min(config.workers(), Math.max(1, files.size()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, InspectionRun::thread);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(this::work));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.device("interrupted while looking into the files", e);
        } catch (ExecutionException | CancellationException e) {
            throw faultOf(e);
        } finally {
            // The others stop after the file they are at.
            next.set(files.size());
            pool.shutdown();
            awaitEnd(pool);
        }
        return new InspectionResult(Arrays.asList(found));
    }

    private void work() {
        try (ScanInspector inspector = new ScanInspector(config.maxPixels())) {
            for (int i = next.getAndIncrement(); i < found.length; i = next.getAndIncrement()) {
                found[i] = inspector.inspect(files.get(i));
                advance();
            }
        }
    }

    /** Also when interrupted: the threads hold native memory. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void advance() {
        synchronized (progressLock) {
            done++;
            progress.at(done, found.length);
        }
    }

    private static Fault faultOf(Exception e) {
        if (e.getCause() instanceof Fault fault) {
            return fault;
        }
        if (e.getCause() instanceof OutOfMemoryError) {
            return Fault.memory("not enough memory to decode; choose fewer workers", e);
        }
        Fault fault = Fault.bug("looking into the files stopped: " + e.getCause());
        fault.addSuppressed(e);
        return fault;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sulcus-inspect");
        thread.setDaemon(true);
        return thread;
    }
}
