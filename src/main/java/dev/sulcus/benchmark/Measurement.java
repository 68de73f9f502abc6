package dev.sulcus.benchmark;

import dev.sulcus.device.GpuMeter;
import dev.sulcus.device.GpuUse;
import java.util.ArrayList;
import java.util.List;

/**
 * What is gathered of one setting, block by block: of a block that was given up midway, nothing. Everything that recording
 * needs is allocated beforehand. Not thread-safe.
 */
public final class Measurement {
    private static final int SAMPLES_PER_BLOCK = 128;
    private static final double SECOND = 1e9;
    private static final double MILLIS = 1e-6;

    private final LatencyHistogram histogram = new LatencyHistogram();
    private final LatencyHistogram blockTimes = new LatencyHistogram();
    private final SampleReel reel = new SampleReel(SAMPLES_PER_BLOCK);
    private final List<Block> blocks = new ArrayList<>();
    private final LoadClock clock;
    private final HeapMeter heap;
    private GpuMeter gpu = GpuMeter.NONE;
    private long units;
    private long pictures;
    private long blockUnits;
    private long blockPictures;
    private long began;
    private double seconds;
    private double heapBefore;
    private double heapBytes;

    /** @param heap of the threads that do the work */
    public Measurement(LoadClock clock, HeapMeter heap) {
        this.clock = clock;
        this.heap = heap;
    }

    /** From now on, {@code meter} sees what the card does in each block. */
    public void watch(GpuMeter meter) {
        gpu = meter;
    }

    /** A block begins. Every unit before it has ended, and with it what it started on a device. */
    void begin() {
        reel.clear();
        blockTimes.reset();
        blockUnits = 0;
        blockPictures = 0;
        gpu.begin();
        heapBefore = heap.bytes();
        began = clock.nanos();
    }

    /** One unit of work is done: it took {@code nanos} and was about {@code count} pictures. */
    void record(long nanos, int count) {
        blockTimes.record(nanos);
        reel.add(nanos);
        blockUnits++;
        blockPictures += count;
    }

    /** The block that began last is over; its place among the turns is {@code round}. */
    void end(int round) {
        double lasted = (clock.nanos() - began) / SECOND;
        gpu.end();
        heapBytes += heap.bytes() - heapBefore;
        seconds += lasted;
        units += blockUnits;
        pictures += blockPictures;
        histogram.add(blockTimes);
        blocks.add(new Block(round, blockUnits, lasted, reel.values(MILLIS)));
    }

    /** Nanoseconds since the block began. */
    long elapsed() {
        return clock.nanos() - began;
    }

    /** Units of work so far, in finished blocks. */
    public long units() {
        return units;
    }

    /** Pictures so far, in finished blocks. */
    public long pictures() {
        return pictures;
    }

    /** Time in finished blocks. */
    public double seconds() {
        return seconds;
    }

    /** Pictures per second over all blocks; NaN before the first. */
    public double imagesPerSecond() {
        return seconds == 0 ? Double.NaN : pictures / seconds;
    }

    /** Bytes of Java heap that were allocated per picture; NaN before the first. */
    public double heapBytesPerImage() {
        return pictures == 0 ? Double.NaN : heapBytes / pictures;
    }

    /** What the card did in all blocks; null where nothing is computed on one. */
    public GpuUse gpu() {
        return gpu.use(pictures);
    }

    /** All times of finished blocks. */
    public LatencyHistogram histogram() {
        return histogram;
    }

    /** What was measured, in turns. */
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }
}
