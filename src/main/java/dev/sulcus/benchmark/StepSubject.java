package dev.sulcus.benchmark;

import dev.sulcus.device.ProcessMemory;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.training.StepProbe;
import java.util.function.BooleanSupplier;

/**
 * Optimizer steps of one batch size, on pictures in memory, from files or on the device. The batch is ready before the step's clock runs;
 * waiting for it is counted apart. Several settings may share a graph. Used by one thread.
 */
public final class StepSubject implements Subject {
    /** Nanoseconds that a batch which lies ready never takes to fetch. */
    private static final long WORTH_MENTIONING = 1_000_000;

    private final StepProbe probe;
    private final int batchSize;
    private final byte[] pictures;
    private final BatchSource source;
    private final int[] order;
    private final LoadClock clock;
    private final Measurement measurement;
    private final StopWish stop;
    private final double warmUpSeconds;
    private Pass pass;
    /** Nanoseconds since it was last set to 0. */
    private long waited;

    private long waitedInBlocks;
    private double peakBytes = Double.NaN;
    private double losses;

    private StepSubject(
            StepProbe probe,
            int batchSize,
            byte[] pictures,
            BatchSource source,
            int[] order,
            HeapMeter heap,
            double warmUpSeconds,
            BooleanSupplier stop) {
        this.probe = probe;
        this.batchSize = batchSize;
        this.pictures = pictures;
        this.source = source;
        this.order = order;
        this.warmUpSeconds = warmUpSeconds;
        this.stop = new StopWish(stop);
        clock = LoadClock.system();
        measurement = new Measurement(clock, heap);
    }

    /**
     * On pictures in memory.
     *
     * @param probe borrowed
     * @param pictures RGB, one after the other
     */
    public static StepSubject fromMemory(
            StepProbe probe, int batchSize, byte[] pictures, double warmUpSeconds, BooleanSupplier stop) {
        return new StepSubject(probe, batchSize, pictures, null, null, HeapMeter.ofThisThread(), warmUpSeconds, stop);
    }

    /**
     * On pictures that live on the device. Where a session call takes several steps, each counts as an equal share of it.
     *
     * @param probe borrowed; it holds the pictures
     */
    public static StepSubject onDevice(StepProbe probe, int batchSize, double warmUpSeconds, BooleanSupplier stop) {
        return new StepSubject(probe, batchSize, null, null, null, HeapMeter.ofThisThread(), warmUpSeconds, stop);
    }

    /**
     * On files.
     *
     * @param source borrowed, of the same batch size
     * @param order which samples a pass takes, as many as a batch at least; the short batch at its end is left out
     * @param heap of this thread and the source's
     */
    public static StepSubject fromFiles(
            StepProbe probe,
            int batchSize,
            BatchSource source,
            int[] order,
            HeapMeter heap,
            double warmUpSeconds,
            BooleanSupplier stop) {
        requireEnough(batchSize, order.length);
        return new StepSubject(probe, batchSize, null, source, order, heap, warmUpSeconds, stop);
    }

    /**
     * Refuses a batch that the files can't fill.
     *
     * @throws Fault of kind usage
     */
    public static void requireEnough(int batchSize, int files) {
        if (files < batchSize) {
            throw Fault.usage(
                    "--batch " + batchSize + " is more than the " + files + " pictures there are; name a smaller one");
        }
    }

    @Override
    public WarmUpResult warmUp() {
        boolean fresh = ProcessMemory.resetPeak();
        choose();
        try {
            WarmUpResult result = WarmUp.run(clock, warmUpSeconds, this::step);
            peakBytes = fresh ? ProcessMemory.peakBytes() : Double.NaN;
            return result;
        } finally {
            endPass();
        }
    }

    @Override
    public void block(int round, double seconds) {
        long least = (long) (seconds * 1e9);
        choose();
        try {
            useUpWhatIsReady();
            waited = 0;
            measurement.begin();
            do {
                record(step());
            } while (measurement.elapsed() < least);
            measurement.end(round);
            waitedInBlocks += waited;
        } finally {
            endPass();
        }
    }

    @Override
    public Measurement measurement() {
        return measurement;
    }

    /** Share of the measured time that was spent waiting for batches; 0 for pictures in memory. */
    public double waitShare() {
        return waitedInBlocks / 1e9 / measurement.seconds();
    }

    /** The most memory that was resident in its first steps, all settings that are open counted; NaN when unknown. */
    public double peakBytes() {
        return peakBytes;
    }

    /** The sum of all losses. */
    public double losses() {
        return losses;
    }

    private void choose() {
        if (source == null) {
            if (pictures == null) {
                probe.choose(batchSize);
            } else {
                probe.choose(batchSize, pictures);
            }
        }
    }

    /**
     * Batches that became ready while another setting was measured would hide that data come slower than they are used. So
     * steps are taken until one has to wait, as in the middle of training, or all that can be ready are used.
     */
    private void useUpWhatIsReady() {
        if (source != null) {
            waited = 0;
            step(); // whose batch a pass has only begun to make
            for (int i = 0; i < source.slots(); i++) {
                waited = 0;
                step();
                if (waited > WORTH_MENTIONING) {
                    return;
                }
            }
        }
    }

    private void record(long nanos) {
        int steps = probe.stepsPerCall();
        for (int i = 0; i < steps; i++) {
            measurement.record(nanos / steps, batchSize);
        }
    }

    /** The time of the step, or of a session call's steps, alone. */
    private long step() {
        stop.check();
        if (source == null) {
            long start = clock.nanos();
            losses += probe.step();
            return clock.nanos() - start;
        }
        try (Batch batch = nextFull()) {
            long start = clock.nanos();
            losses += probe.step(batch);
            return clock.nanos() - start;
        }
    }

    private Batch nextFull() {
        long start = clock.nanos();
        while (true) {
            if (pass == null) {
                pass = source.start(order);
            }
            Batch batch = pass.next();
            if (batch != null && batch.size() == batchSize) {
                waited += clock.nanos() - start;
                return batch;
            }
            if (batch != null) {
                batch.close();
            }
            endPass();
        }
    }

    private void endPass() {
        if (pass != null) {
            pass.close();
            pass = null;
        }
    }
}
