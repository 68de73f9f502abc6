package dev.sulcus.pipeline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;

/**
 * The pixels that enter a model, channel by channel (R, G, B), as the pipeline decodes them. Files that can't be read are
 * left out. Immutable but for the arrays, which nobody changes.
 *
 * @param scans that were looked at
 * @param lowest of each channel, 0 to 255; 255 without scans
 * @param highest of each channel, 0 to 255; 0 without scans
 * @param mean of each channel, 0 to 255; NaN without scans
 */
public record PixelRange(int scans, int[] lowest, int[] highest, double[] mean) {
    /**
     * Decodes {@code files} once.
     *
     * @throws dev.sulcus.fault.Fault of kind memory when a batch does not fit
     */
    public static PixelRange of(PipelineConfig config, List<Path> files) {
        var count = new Count(config.pixels().imageBytes());
        int[] order = new int[files.size()];
        Arrays.setAll(order, i -> i);
        try (BatchSource source = BatchSource.open(config, files);
                Pass pass = source.start(order)) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    count.add(batch);
                }
            }
        }
        return count.result();
    }

    /** Counts levels; one thread. */
    private static final class Count {
        private static final int LEVELS = 256;

        private final long[][] seen = new long[PixelSpec.CHANNELS][LEVELS];
        private final byte[] image;
        private int scans;

        Count(int imageBytes) {
            image = new byte[imageBytes];
        }

        /** The tensor's N · H · W · C bytes, copied to the heap image by image. */
        void add(Batch batch) {
            ByteDataBuffer bytes = batch.images().asRawTensor().data();
            for (int row = 0; row < batch.size(); row++) {
                if (batch.failure(row) == null) {
                    bytes.offset((long) row * image.length).read(image);
                    scans++;
                    for (int i = 0; i < image.length; i++) {
                        seen[i % PixelSpec.CHANNELS][Byte.toUnsignedInt(image[i])]++;
                    }
                }
            }
        }

        PixelRange result() {
            int[] lowest = new int[PixelSpec.CHANNELS];
            int[] highest = new int[PixelSpec.CHANNELS];
            double[] mean = new double[PixelSpec.CHANNELS];
            for (int channel = 0; channel < PixelSpec.CHANNELS; channel++) {
                lowest[channel] = LEVELS - 1;
                long pixels = 0;
                long sum = 0;
                for (int level = 0; level < LEVELS; level++) {
                    if (seen[channel][level] > 0) {
                        lowest[channel] = Math.min(lowest[channel], level);
                        highest[channel] = level;
                        pixels += seen[channel][level];
                        sum += level * seen[channel][level];
                    }
                }
                mean[channel] = pixels == 0 ? Double.NaN : (double) sum / pixels;
            }
            return new PixelRange(scans, lowest, highest, mean);
        }
    }
}
