package dev.sulcus.benchmark;

import dev.sulcus.model.Classifier;
import dev.sulcus.model.ScoreProbe;
import dev.sulcus.pipeline.PixelSpec;

/** The model alone: pictures lie ready in memory. Borrows the classifier. Used by one thread. */
public final class MemorySystem implements SystemUnderTest {
    private final Classifier classifier;
    private final ScoreProbe probe;
    private final int[] sizes;
    private double sum;

    /**
     * Allocates the pictures' tensors, once per size.
     *
     * @param rgb pictures one after the other; copied
     * @param sizes of batches, rising
     */
    public MemorySystem(Classifier classifier, PixelSpec spec, byte[] rgb, int... sizes) {
        this.classifier = classifier;
        this.sizes = sizes.clone();
        probe = new ScoreProbe(classifier, spec, rgb, sizes);
    }

    @Override
    public void answer(long first, int count, Answered heard) {
        int largest = sizes[sizes.length - 1];
        if (count <= largest) {
            sum += probe.score(first / count, count);
            heard.answered(count);
            return;
        }
        for (long at = first; at + largest <= first + count; at += largest) {
            sum += probe.score(at / largest, largest);
            heard.answered(largest);
        }
    }

    @Override
    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public double[] probabilities() {
        int batch = sizes[sizes.length - 1];
        double[] all = new double[probe.pictures()];
        for (int first = 0; first < all.length; first += batch) {
            sum += probe.score(first / batch, batch);
            for (int row = 0; row < batch && first + row < all.length; row++) {
                all[first + row] = probe.answer(row);
            }
        }
        return all;
    }

    @Override
    public double sum() {
        return sum;
    }

    @Override
    public int reducedBatch() {
        return classifier.reducedBatch();
    }

    @Override
    public void close() {
        probe.close();
    }
}
