package dev.sulcus.metrics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Labels and probabilities to try figures on. */
record SampleFixtures(int[] labels, double[] probabilities) {
    /** Sets of 2 to 80 samples with many ties and both classes; probabilities are multiples of 1/32, so 1 - p is exact. */
    static Stream<SampleFixtures> random() {
        return IntStream.range(0, 60).mapToObj(seed -> {
            var random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(79);
            int[] labels = IntStream.range(0, n)
                    .map(i -> i < 2 ? i : random.nextInt(2))
                    .toArray();
            double[] probabilities = IntStream.range(0, n)
                    .mapToDouble(i -> random.nextInt(33) / 32.0)
                    .toArray();
            return new SampleFixtures(labels, probabilities);
        });
    }

    double[] complement() {
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> 1 - probabilities[i])
                .toArray();
    }

    /**
     * 101 samples that other programs can make too: label i mod 2, probability (i·step mod 101 + lead·label) / 256 +
     * 0.2, group ⌊i/3⌋, called from 0.5 on.
     */
    static Samples formula(int step, int lead) {
        int[] labels = IntStream.range(0, 101).map(i -> i % 2).toArray();
        double[] scores = IntStream.range(0, 101)
                .mapToDouble(i -> (i * step % 101 + lead * labels[i]) / 256.0 + 0.2)
                .toArray();
        int[] groups = IntStream.range(0, 101).map(i -> i / 3).toArray();
        return Samples.at(0.5, labels, scores).inGroups(groups);
    }

    /** {@code samples} with each on its own. */
    static Samples alone(Samples samples) {
        return samples.inGroups(IntStream.range(0, samples.count()).toArray());
    }

    static int[] labels(int... labels) {
        return labels;
    }

    static double[] scores(double... scores) {
        return scores;
    }
}
