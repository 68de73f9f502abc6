package dev.sulcus.training;

import dev.sulcus.model.CounterRandom;
import dev.sulcus.phantom.LesionPainter;
import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TUint8;

/**
 * Paints lesions into rows of a batch, in place; the row becomes grey. A function of seed, epoch and sample alone. Keeps
 * its scratch, allocates nothing per picture. Not thread-safe.
 */
final class LesionCanvas {
    private static final long STREAM = -8;
    private static final float WHITE = 255;

    private final double share;
    private final long seed;
    private final LesionPainter painter;
    private final float[] grey;
    private final byte[] rgb;

    /** For square pictures. */
    LesionCanvas(TrainingConfig config, PixelSpec pixels) {
        share = config.paintedLesions();
        seed = config.seed();
        painter = new LesionPainter(pixels.width());
        grey = new float[pixels.height() * pixels.width()];
        rgb = new byte[pixels.imageBytes()];
    }

    /** Whether this scan's turn has come; if so, its row has a lesion afterwards. */
    boolean paint(int epoch, int sample, TUint8 batch, int row) {
        long key = CounterRandom.key(seed, STREAM * 1_000_003 + epoch, sample);
        if (CounterRandom.uniform(key, 0) >= share) {
            return false;
        }
        ByteDataBuffer bytes = batch.asRawTensor().data().offset((long) row * rgb.length);
        bytes.read(rgb);
        for (int i = 0; i < grey.length; i++) {
            int sum = (rgb[3 * i] & 0xFF) + (rgb[3 * i + 1] & 0xFF) + (rgb[3 * i + 2] & 0xFF);
            grey[i] = sum / (3 * WHITE);
        }
        painter.paint(grey, CounterRandom.key(seed, STREAM, key));
        for (int i = 0; i < grey.length; i++) {
            byte level = (byte) Math.round(grey[i] * WHITE);
            rgb[3 * i] = level;
            rgb[3 * i + 1] = level;
            rgb[3 * i + 2] = level;
        }
        bytes.write(rgb);
        return true;
    }
}
