package dev.sulcus.training;

import dev.sulcus.dataset.ClassWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills the labels and weights of batches; owns the tensors, one set per batch size and place. Not thread-safe. */
final class Labelling implements AutoCloseable {
    private final int[] labels;
    private final ClassWeights weights;
    private final double smoothing;
    private final List<Map<Integer, StepFeeds>> feeds = new ArrayList<>();

    Labelling(TrainingPlan plan) {
        labels = plan.trainingPart().labels();
        weights = plan.classWeights();
        smoothing = plan.training().labelSmoothing();
    }

    /** The feeds of batches of one size; they stay this object's. */
    StepFeeds feeds(int size) {
        return feeds(size, 0);
    }

    /** As above, where several batches are in use at once: those at other places, from 0, stay as they are. */
    StepFeeds feeds(int size, int place) {
        while (feeds.size() <= place) {
            feeds.add(new HashMap<>());
        }
        return feeds.get(place).computeIfAbsent(size, StepFeeds::new);
    }

    /** Sets one row. */
    void set(StepFeeds feed, int row, int sample) {
        set(feed, row, labels[sample], labels[sample]);
    }

    /** Sets one row to a label that is not the scan's own; its weight stays its class'. */
    void set(StepFeeds feed, int row, int label, int own) {
        feed.set(row, label * (1 - smoothing) + smoothing / 2, weights.of(own));
    }

    @Override
    public void close() {
        feeds.forEach(sizes -> sizes.values().forEach(StepFeeds::close));
    }
}
