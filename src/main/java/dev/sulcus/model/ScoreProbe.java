package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.ImageTensor;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.types.TUint8;

/**
 * A classifier with pictures in memory, for measuring it without files: for each size of batch that is asked for, tensors
 * of the pictures in a row lie ready, so that scoring one feeds memory that is there, page-locked where a card fetches it, and copies nothing. Owns its tensors;
 * borrows the classifier. One thread at a time.
 */
public final class ScoreProbe implements AutoCloseable {
    private final Classifier classifier;
    private final int pictures;
    private final Map<Integer, List<ImageTensor>> windows = new TreeMap<>();
    private final TUint8[][] bySize;
    private final float[] answers;

    /**
     * Allocates the tensors: for each size, about as many bytes as {@code pixels} has.
     *
     * @param classifier borrowed; must live as long as this
     * @param spec what the pictures are
     * @param pixels RGB [n, H, W, 3], n pictures; copied
     * @param sizes of the batches that {@link #score} will be asked for, each 1 to 4096
     * @throws Fault of kind usage when a size is out of range
     */
    public ScoreProbe(Classifier classifier, PixelSpec spec, byte[] pixels, int... sizes) {
        this.classifier = classifier;
        this.pictures = pixels.length / spec.imageBytes();
        int largest = Arrays.stream(sizes).max().orElse(1);
        answers = new float[Math.max(largest, 1)];
        bySize = new TUint8[largest + 1][];
        try {
            for (int size : sizes) {
                requireSize(size);
                if (bySize[size] == null) {
                    bySize[size] = allocate(spec, pixels, size).stream()
                            .map(ImageTensor::tensor)
                            .toArray(TUint8[]::new);
                }
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** How many different pictures there are. */
    public int pictures() {
        return pictures;
    }

    /**
     * Scores {@code count} pictures as one batch: those of the {@code window}-th row of that many, counted round and round.
     *
     * @param count one of the sizes that this was made for
     * @return the sum of the probabilities, so that nothing of the work is for nothing
     */
    public double score(long window, int count) {
        TUint8[] ready = count < bySize.length ? bySize[count] : null;
        if (ready == null) {
            throw Fault.bug("a batch of " + count + " was asked of a probe that has none of that size");
        }
        int n = classifier.score(ready[(int) (window % ready.length)], answers, 0);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += answers[i];
        }
        return sum;
    }

    /** The probability of the {@code row}-th picture of the batch that was scored last. */
    public float answer(int row) {
        return answers[row];
    }

    @Override
    public void close() {
        windows.values().forEach(tensors -> tensors.forEach(ImageTensor::close));
        windows.clear();
    }

    private List<ImageTensor> allocate(PixelSpec spec, byte[] pixels, int size) {
        var tensors = new ArrayList<ImageTensor>();
        windows.put(size, tensors);
        byte[] window = new byte[Math.multiplyExact(size, spec.imageBytes())];
        for (int i = 0; i < (pictures + size - 1) / size; i++) {
            for (int row = 0; row < size; row++) {
                int picture = (int) (((long) i * size + row) % pictures);
                System.arraycopy(
                        pixels, picture * spec.imageBytes(), window, row * spec.imageBytes(), spec.imageBytes());
            }
            ImageTensor tensor = ImageTensor.allocate(spec, size, classifier.locking());
            tensors.add(tensor);
            tensor.tensor().asRawTensor().data().write(window);
        }
        return tensors;
    }

    private static void requireSize(int size) {
        if (size < 1 || size > 4096) {
            throw Fault.usage("batch is " + size + " pictures; it must be 1 to 4096");
        }
    }
}
