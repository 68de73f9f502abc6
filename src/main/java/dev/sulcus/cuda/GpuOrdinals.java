package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * TensorFlow's numbers of cards and CUDA's. Both count the cards that CUDA_VISIBLE_DEVICES leaves, in the same order; but
 * TensorFlow 2.18 passes over a card with fewer multiprocessors than 8, or than the largest where that has fewer. (The
 * variable TF_MIN_GPU_MULTIPROCESSOR_COUNT changes that number; then the mapping holds for machines with equal cards.)
 */
public final class GpuOrdinals {
    private static final int MULTIPROCESSOR_COUNT = 16;
    private static final int LEAST_MULTIPROCESSORS = 8;

    private GpuOrdinals() {}

    /**
     * CUDA's number of the card that TensorFlow lists as {@code GPU:index}.
     *
     * @throws Fault of kind device when TensorFlow lists no such card
     */
    public static int ofTensorFlow(CudaCalls calls, int index) {
        List<Integer> listed = listed(calls);
        if (index < 0 || index >= listed.size()) {
            throw Fault.device("TensorFlow has no GPU:" + index + "; it lists " + listed.size(), null);
        }
        return listed.get(index);
    }

    /** Asked without turning to the card, which would take memory of it. */
    private static int multiprocessors(CudaCalls calls, int ordinal) {
        int[] count = new int[1];
        int status = calls.attribute(MULTIPROCESSOR_COUNT, ordinal, count);
        if (status != CudaStatus.SUCCESS) {
            throw Fault.device(
                    "GPU " + ordinal + ": " + calls.describe(status) + ", while counting multiprocessors", null);
        }
        return count[0];
    }

    private static List<Integer> listed(CudaCalls calls) {
        int[] count = new int[1];
        if (calls.deviceCount(count) != CudaStatus.SUCCESS) {
            return List.of();
        }
        int[] sizes = new int[count[0]];
        int largest = 0;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = multiprocessors(calls, i);
            largest = Math.max(largest, sizes[i]);
        }
        List<Integer> listed = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] >= Math.min(LEAST_MULTIPROCESSORS, largest)) {
                listed.add(i);
            }
        }
        return listed;
    }
}
