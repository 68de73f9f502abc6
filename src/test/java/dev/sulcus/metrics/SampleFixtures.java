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

    static int[] labels(int... labels) {
        return labels;
    }

    static double[] scores(double... scores) {
        return scores;
    }
}
