package dev.sulcus.workflow;

import dev.sulcus.evaluation.Evaluator;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Views;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many scans one network of each run scores per second, from file to probability: the same files by each in turn,
 * round after round, so that a machine that slows down slows all of them. Used by one thread.
 */
final class CompareTiming {
    private static final int ROUNDS = 5;
    private static final int MOST_FILES = 256;
    private static final int WARM_UP = 32;
    private static final double SECOND = 1e9;

    private final List<SavedModels> models;
    private final List<Path> files;
    private final TrainingResources resources;

    CompareTiming(List<SavedModels> models, List<Path> files, TrainingResources resources) {
        this.models = models;
        this.files = some(files);
        this.resources = resources;
    }

    /** Evenly among all, so that every kind is there. */
    private static List<Path> some(List<Path> files) {
        int count = Math.min(MOST_FILES, files.size());
        return IntStream.range(0, count)
                .mapToObj(i -> files.get((int) ((long) i * files.size() / count)))
                .toList();
    }

    /** How it was measured. */
    String words(String device) {
        return "Scored per second: one network of each run on the same " + files.size()
                + " files, from file to probability, each in turn, median of " + ROUNDS + " rounds; " + device + ".";
    }

    /** The median of all rounds, by model. */
    double[] imagesPerSecond(Narrator narrator) {
        var open = new ArrayList<Classifier>();
        try (Narrator.Task task = narrator.task("timing", (long) ROUNDS * models.size())) {
            for (SavedModels model : models) {
                open.add(model.open(Views.PLAIN, resources));
            }
            return measured(open, new StopCheck(task, narrator));
        } finally {
            open.forEach(Classifier::close);
        }
    }

    private double[] measured(List<Classifier> open, StopCheck check) {
        double[][] rates = new double[models.size()][ROUNDS];
        for (int i = 0; i < open.size(); i++) {
            seconds(i, open.get(i), files.subList(0, Math.min(WARM_UP, files.size())));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < open.size(); i++) {
                rates[i][round] = files.size() / seconds(i, open.get(i), files);
                check.at((long) round * open.size() + i + 1, (long) ROUNDS * open.size());
            }
        }
        return Arrays.stream(rates).mapToDouble(CompareTiming::median).toArray();
    }

    private double seconds(int model, Classifier classifier, List<Path> some) {
        long start = System.nanoTime();
        Evaluator.probabilities(classifier, some, models.get(model).pipeline(resources), (done, all) -> {});
        return (System.nanoTime() - start) / SECOND;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
