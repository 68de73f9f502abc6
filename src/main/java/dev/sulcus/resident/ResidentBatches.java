package dev.sulcus.resident;

import dev.sulcus.cuda.DeviceBatch;
import dev.sulcus.cuda.JpegDecoder;
import dev.sulcus.cuda.PageLock;
import dev.sulcus.cuda.ResizeKernel;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.ScanDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that batches of one size need: the source that reads files into page-locked memory, two places on the card
 * (one is filled while the other is scored), decoder and kernel. Whoever opens it closes it, when no pass runs. What it
 * opens is closed in the opposite order, also when opening fails in the middle.
 */
final class ResidentBatches implements AutoCloseable {
    /** Two batches on the card. */
    private static final int PLACES = 2;

    /** Of a compressed picture, in the shared block; larger files get memory of their own. */
    private static final long TYPICAL_BYTES = 96L << 10;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<ResidentBatch> places = new ArrayList<>();
    private BatchSource source;
    private ScanDecoder last;

    private ResidentBatches() {}

    /**
     * Opens them.
     *
     * @param config says of how many pictures a batch is
     * @throws Fault of kind memory when host or card have too little, of kind device when the card can't decode
     */
    static ResidentBatches open(Card card, PipelineConfig config, List<Path> files) {
        var batches = new ResidentBatches();
        try {
            batches.openAll(card, config, files);
            return batches;
        } catch (RuntimeException | Error e) {
            try (batches) {
                throw e;
            }
        }
    }

    BatchSource source() {
        return source;
    }

    /** The places on the card. */
    List<ResidentBatch> places() {
        return places;
    }

    /** Decodes on the host what the card refuses. */
    ScanDecoder last() {
        return last;
    }

    @Override
    public void close() {
        Fault first = null;
        while (!opened.isEmpty()) {
            Fault fault = closed(opened.remove(opened.size() - 1));
            first = first == null ? fault : first;
        }
        if (first != null) {
            throw first;
        }
    }

    private static Fault closed(AutoCloseable resource) {
        try {
            resource.close();
            return null;
        } catch (Fault e) {
            return e;
        } catch (Exception e) {
            return Fault.bug("closing " + resource + " failed: " + e);
        }
    }

    private void openAll(Card card, PipelineConfig config, List<Path> files) {
        int size = config.batchSize();
        source = keep(BatchSource.openEncoded(config, files, CardPixels::takes, size * TYPICAL_BYTES));
        source.showMemory((address, bytes) -> lock(card, address, bytes));
        last = keep(ScanDecoder.open(config.pixels(), config.maxPixels()));
        JpegDecoder decoder = keep(card.decoder().apply(size));
        ResizeKernel kernel = keep(card.kernel().get());
        for (int i = 0; i < PLACES; i++) {
            var target = CardPixels.target(config.pixels());
            places.add(keep(new ResidentBatch(DeviceBatch.open(card.gpu(), decoder, kernel, target, size))));
        }
    }

    /** Memory that can't be locked is copied more slowly, and to the same end. */
    private void lock(Card card, long address, long bytes) {
        try {
            PageLock lock = card.gpu().lockPages("pictures", address, bytes);
            keep(lock);
        } catch (Fault e) {
            if (card.gpu().isPoisoned() || e.kind() == FaultKind.BUG) {
                throw e;
            }
        }
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.add(resource);
        return resource;
    }
}
