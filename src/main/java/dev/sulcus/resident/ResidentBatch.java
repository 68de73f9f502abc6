package dev.sulcus.resident;

import dev.sulcus.cuda.DeviceBatch;
import dev.sulcus.cuda.JpegAnswer;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.ScanDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One place for a batch on the card, used again and again. In turn: the reading thread {@link #fill}s it, the scoring
 * thread {@link #await}s it, has it scored, and gives it back. Between {@code fill} and {@code await} it holds a batch of
 * the pipeline, whose host memory the card may still read. Whoever opens it closes it.
 */
final class ResidentBatch implements AutoCloseable {
    private final DeviceBatch pixels;
    private final int[] samples;
    private final String[] failures;
    private final boolean[] onCard;
    private Batch host;
    private int size;

    /** Takes {@code pixels}. */
    ResidentBatch(DeviceBatch pixels) {
        this.pixels = pixels;
        samples = new int[pixels.capacity()];
        failures = new String[pixels.capacity()];
        onCard = new boolean[pixels.capacity()];
    }

    /**
     * Takes a batch of the pipeline and gives the card its work: JPEGs to decode, and the pixels of all other rows. What the
     * card refuses, the host decodes from the file; what the host refuses too costs its row.
     *
     * @throws Fault of kind memory or device; the batch of the pipeline is held until {@link #release}
     */
    void fill(Batch batch, List<Path> files, ScanDecoder last) {
        host = batch;
        size = batch.size();
        Arrays.fill(onCard, false);
        pixels.begin();
        for (int row = 0; row < size; row++) {
            samples[row] = batch.sample(row);
            failures[row] = batch.failure(row);
            if (batch.encodedAddress(row) != 0) {
                pixels.addJpeg(row, batch.encodedAddress(row), batch.encodedBytes(row));
            } else {
                pixels.addPixels(row, batch.pixelsAddress(row));
            }
        }
        pixels.run();
        for (int row = 0; row < size; row++) {
            if (batch.encodedAddress(row) != 0) {
                settle(row, files, last);
            }
        }
    }

    /** Waits until the card has made the pixels, and lets go of the host's memory. */
    void await() {
        pixels.synchronize();
        release();
    }

    /** As {@link #await}, after something failed: what fails now is no news. */
    void abandon() {
        try {
            if (host != null) {
                pixels.synchronize();
            }
        } catch (Fault e) {
            // The fault that came first tells the story; a lost context reads no host memory any more.
        } finally {
            release();
        }
    }

    /** Hands back the batch of the pipeline, if one is held; nothing may be reading it. */
    void release() {
        if (host != null) {
            Batch held = host;
            host = null;
            held.close();
        }
    }

    /** Where the pixels are on the card: uint8 [N, H, W, 3]. */
    long address() {
        return pixels.memory().address();
    }

    int size() {
        return size;
    }

    int sample(int row) {
        return samples[row];
    }

    String failure(int row) {
        return failures[row];
    }

    boolean onCard(int row) {
        return onCard[row];
    }

    @Override
    public void close() {
        try {
            pixels.close();
        } finally {
            release();
        }
    }

    private void settle(int row, List<Path> files, ScanDecoder last) {
        if (pixels.answer(row) == JpegAnswer.DECODED) {
            onCard[row] = true;
            return;
        }
        long address = host.pixelsAddress(row);
        failures[row] = last.decode(files.get(samples[row]), address);
        pixels.addPixels(row, address);
    }
}
