package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Batches from files, decoded ahead by threads of its own into TensorFlow tensors that are allocated once. A set that
 * fits the budget is decoded once and kept in native memory; another is decoded anew in every pass. Owns its threads,
 * tensors, cache and the files' names: whoever opens it closes it, after the batches. {@link #start} and what it leads to belong to one
 * thread at a time; {@link #close()} and {@link #times()} may come from any.
 */
public final class BatchSource implements AutoCloseable {
    private final PipelineConfig config;
    private final int samples;
    private final StageClock clock;
    private final SampleCache cache;
    private final BatchRing ring;
    private final DecodingWorkers workers;
    private FileNames names;

    private BatchSource(
            PipelineConfig config,
            int samples,
            StageClock clock,
            SampleCache cache,
            BatchRing ring,
            DecodingWorkers workers) {
        this.config = config;
        this.samples = samples;
        this.clock = clock;
        this.cache = cache;
        this.ring = ring;
        this.workers = workers;
    }

    /**
     * Opens a source; sample i is {@code files.get(i)}. No file is touched before the first pass.
     *
     * @throws Fault of kind memory when tensors or cache don't fit, of kind device without OpenCV
     */
    public static BatchSource open(PipelineConfig config, List<Path> files) {
        return open(config, files, PageLocking.NONE);
    }

    /**
     * As above, with batches that a card fetches.
     *
     * @param locking borrowed
     */
    public static BatchSource open(PipelineConfig config, List<Path> files, PageLocking locking) {
        List<Path> own = List.copyOf(files);
        StageClock clock = new StageClock();
        FileNames names = FileNames.of(own);
        try {
            BatchSource source = open(
                    config,
                    own.size(),
                    clock,
                    locking,
                    0,
                    () -> new DecodingFiller(own, names, new ScanDecoder(config.pixels(), config.maxPixels(), clock)));
            source.names = names;
            return source;
        } catch (RuntimeException | Error e) {
            names.close();
            throw e;
        }
    }

    /**
     * Opens a source whose batches keep the files that {@code choice} names as they are stored, and hold the pixels of all
     * others. Nothing is cached.
     *
     * @param encodedBytes of each batch, for its compressed files; more of them get memory of their own
     * @throws Fault of kind memory when the batches don't fit, of kind device without OpenCV
     */
    public static BatchSource openEncoded(
            PipelineConfig config, List<Path> files, EncodedChoice choice, long encodedBytes) {
        List<Path> own = List.copyOf(files);
        StageClock clock = new StageClock();
        FileNames names = FileNames.of(own);
        try {
            BatchSource source = open(config, own.size(), clock, PageLocking.NONE, encodedBytes, () -> {
                var decoder = new ScanDecoder(config.pixels(), config.maxPixels(), clock);
                return new MixedFiller(own, names, decoder, choice);
            });
            source.names = names;
            return source;
        } catch (RuntimeException | Error e) {
            names.close();
            throw e;
        }
    }

    /** As above, with another way to fill a row, and batches that no card fetches. */
    static BatchSource open(PipelineConfig config, int samples, StageClock clock, Supplier<RowFiller> decoding) {
        return open(config, samples, clock, PageLocking.NONE, 0, decoding);
    }

    private static BatchSource open(
            PipelineConfig config,
            int samples,
            StageClock clock,
            PageLocking locking,
            long encodedBytes,
            Supplier<RowFiller> decoding) {
        SampleCache cache = null;
        BatchRing ring = null;
        List<RowFiller> fillers = new ArrayList<>();
        try {
            long wanted = (long) samples * config.pixels().imageBytes();
            cache = encodedBytes == 0 && samples > 0 && wanted <= config.cacheBudgetBytes()
                    ? new SampleCache(samples, config.pixels().imageBytes())
                    : null;
            ring = new BatchRing(config, clock, locking, encodedBytes);
            for (int i = 0; i < config.workers(); i++) {
                RowFiller filler = decoding.get();
                fillers.add(cache == null ? filler : caching(config, cache, filler, clock));
            }
            return new BatchSource(config, samples, clock, cache, ring, DecodingWorkers.start(ring, fillers));
        } catch (RuntimeException | Error e) {
            fillers.forEach(RowFiller::close);
            if (ring != null) {
                ring.close();
            }
            if (cache != null) {
                cache.close();
            }
            throw e;
        }
    }

    /** Hears of blocks of memory. */
    @FunctionalInterface
    public interface MemorySink {
        /** A block of host memory that lives as long as the source. */
        void block(long address, long bytes);
    }

    /** Shows the memory that full batches are in, for whoever wants to page-lock it until the source is closed. */
    public void showMemory(MemorySink sink) {
        ring.showMemory(sink);
    }

    /** Whether samples are decoded once and kept. */
    public boolean cached() {
        return cache != null;
    }

    /** How many batches lie in memory at most. */
    public int slots() {
        return config.slots();
    }

    /** How many samples there are. */
    public int samples() {
        return samples;
    }

    /** Bytes of one image in a batch: H · W · 3. */
    public int imageBytes() {
        return config.pixels().imageBytes();
    }

    /**
     * Begins a pass over the samples that {@code order} names, once or more often each; batches are cut from it in
     * sequence, and the last may be short. Decoding begins at once.
     *
     * @throws Fault of kind bug when the last pass or one of its batches is still open, or an index does not exist
     */
    public Pass start(int[] order) {
        int[] own = order.clone();
        for (int sample : own) {
            if (sample < 0 || sample >= samples) {
                throw Fault.bug("sample " + sample + " of a source of " + samples);
            }
        }
        return new Pass(ring, ring.start(own));
    }

    /** Where the time went since the source was opened. */
    public StageTimes times() {
        return clock.times();
    }

    /** Ends the running pass, waits for the images in work, frees everything that is not borrowed. */
    @Override
    public void close() {
        ring.close();
        workers.join();
        if (cache != null) {
            cache.close();
        }
        if (names != null) {
            names.close();
        }
    }

    private static RowFiller caching(PipelineConfig config, SampleCache cache, RowFiller filler, StageClock clock) {
        return new CachingFiller(cache, filler, config.pixels().imageBytes(), clock);
    }
}
