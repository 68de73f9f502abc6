package dev.sulcus.report;

import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.DuplicateSummary;
import dev.sulcus.dataset.FormatMismatch;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.dataset.Shortcut;
import dev.sulcus.dataset.SizeCount;
import dev.sulcus.dataset.SizeSummary;
import dev.sulcus.dataset.Spread;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapIntervals;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.ClassScores;
import dev.sulcus.metrics.Confusion;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.training.EpochRecord;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Figures and pictures that nobody measured, for the pages' tests and preview. */
final class MadeUpContent {
    static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    private MadeUpContent() {}

    static RunPageContent run() {
        return run(evaluation(List.of()), history(40), 27, List.of());
    }

    static RunPageContent run(
            EvaluationResult evaluation, List<EpochRecord> history, int bestEpoch, List<String> warnings) {
        return new RunPageContent(
                "cnn-253",
                "brain-mri-253, keras:0.2 — 203 scans train, 50 validate",
                history,
                bestEpoch,
                bestEpoch > 0,
                evaluation,
                roc(),
                new PrecisionRecallCurve(
                        new double[] {0.2, 0.5, 0.7, 0.85, 0.94, 1, 1},
                        new double[] {1, 1, 0.96, 0.93, 0.906, 0.78, 0.62},
                        new double[] {0.98, 0.9, 0.8, 0.65, 0.5, 0.2, 0.01}),
                calibration(),
                mistakes(),
                warnings,
                new ClassWeights(1.2848101265822784, 0.8185483870967742),
                Json.tree(settings()));
    }

    static RocCurve roc() {
        return new RocCurve(
                new double[] {0, 0, 0.053, 0.105, 0.158, 0.316, 0.632, 1},
                new double[] {0, 0.4, 0.68, 0.84, 0.935, 0.968, 1, 1},
                new double[] {Double.POSITIVE_INFINITY, 0.95, 0.8, 0.65, 0.5, 0.3, 0.12, 0.01});
    }

    static EvaluationResult evaluation(List<String> degenerate) {
        var random = new Random(3);
        List<Prediction> predictions = IntStream.range(0, 50)
                .mapToObj(i -> {
                    int label = i < 31 ? 1 : 0;
                    double logit = (label == 1 ? 1.9 : -1.5) + 1.3 * random.nextGaussian();
                    double probability = 1 / (1 + Math.exp(-logit));
                    return new Prediction(
                            (label == 1 ? "yes/Y" : "no/N") + i, label, probability, probability >= 0.5 ? 1 : 0);
                })
                .toList();
        return new EvaluationResult(predictions, metrics(), degenerate);
    }

    static BinaryMetrics metrics() {
        return new BinaryMetrics(
                50,
                0.5,
                0.9,
                0.9354838709677419,
                0.8421052631578947,
                0.8887945670628183,
                new ClassScores(0.8888888888888888, 0.8421052631578947, 0.8648648648648649, 19),
                new ClassScores(0.90625, 0.9354838709677419, 0.9206349206349206, 31),
                new Confusion(16, 3, 2, 29),
                0.7862,
                0.7857,
                0.9422750424448217,
                0.9612,
                0.0834,
                0.2871,
                0.0925,
                0.6842105263157895,
                new BootstrapIntervals(
                        new Interval(0.82, 0.98),
                        new Interval(0.83870967, 1),
                        new Interval(0.66666, 1),
                        new Interval(0.8672, 0.9914),
                        2000,
                        42));
    }

    /** Every tumour missed for want of tumours: half of the figures can't be said. */
    static BinaryMetrics undefinedMetrics() {
        double nan = Double.NaN;
        return new BinaryMetrics(
                19,
                0.5,
                1,
                nan,
                1,
                nan,
                new ClassScores(1, 1, 1, 19),
                new ClassScores(nan, nan, nan, 0),
                new Confusion(19, 0, 0, 0),
                nan,
                nan,
                nan,
                nan,
                0.02,
                0.11,
                0.03,
                nan,
                new BootstrapIntervals(new Interval(1, 1), UNDEFINED, new Interval(1, 1), UNDEFINED, 2000, 42));
    }

    static List<EpochRecord> history(int epochs) {
        var random = new Random(5);
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochRecord(
                        epoch,
                        0.16 + 0.6 * Math.exp(-epoch / 12.0) + 0.03 * random.nextGaussian(),
                        0.95 - 0.35 * Math.exp(-epoch / 10.0) + 0.015 * random.nextGaussian(),
                        0.3
                                + 0.42 * Math.exp(-epoch / 9.0)
                                + Math.max(0, epoch - 27) * 0.008
                                + 0.03 * random.nextGaussian(),
                        0.88 - 0.26 * Math.exp(-epoch / 9.0) + 0.02 * random.nextGaussian(),
                        0.94 - 0.3 * Math.exp(-epoch / 7.0) + 0.012 * random.nextGaussian(),
                        epoch < 18 ? 1e-3 : epoch < 33 ? 5e-4 : 2.5e-4,
                        3.21,
                        66.4))
                .toList();
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("no/N17.jpg", 0, 0.934, jpeg(4)),
                new Mistake("yes/Y103 Kopie mit einem recht langen Namen.JPG", 1, 0.2213, jpeg(1)),
                new Mistake("yes/Y7.jpg", 1, 0.0312, jpeg(2)),
                new Mistake("no/no 3.jpg", 0, 0.5871, jpeg(3)),
                new Mistake("no/14 no.jpg", 0, 0.7104, jpeg(5)));
    }

    static Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("schema", 1);
        settings.put("seed", 42);
        settings.put("gitRevision", "6fd9260c1d2e3f405162738495a6b7c8d9e0f1a2");
        settings.put("resumedFrom", null);
        settings.put(
                "training",
                Map.of("batchSize", 32, "learningRate", 1e-3, "augmentation", Map.of("rotationDegrees", 15.0)));
        settings.put(
                "data", Map.of("fingerprint", "b1946ac92492d2347c6235b4d2611184f1d2d2f3a3", "splitRule", "keras:0.2"));
        settings.put("device", Map.of("kind", "cpu", "features", List.of("AVX2", "AVX512F", "AMX_BF16")));
        return settings;
    }

    static DatasetSummary summary() {
        var random = new Random(11);
        List<SizeCount> no = sizes(random, 70, 231, 251);
        List<SizeCount> yes = sizes(random, 110, 288, 344);
        var negative = new ClassSummary(
                "no",
                0,
                "no tumour",
                98,
                98 / 253.0,
                new Spread(150, 231, 630),
                new Spread(168, 251, 630),
                Map.of(ImageFormat.JPEG, 92, ImageFormat.PNG, 6),
                Map.of(ColorMode.RGB, 80, ColorMode.GREY, 12, ColorMode.RGBA, 5, ColorMode.PALETTE, 1),
                Map.of(8, 98),
                no);
        var positive = new ClassSummary(
                "yes",
                1,
                "tumour",
                155,
                155 / 253.0,
                new Spread(178, 288, 1920),
                new Spread(212, 344.5, 1446),
                Map.of(ImageFormat.JPEG, 153, ImageFormat.PNG, 2),
                Map.of(ColorMode.RGB, 137, ColorMode.GREY, 18),
                Map.of(8, 155),
                yes);
        return new DatasetSummary(
                DatasetSummary.SCHEMA_VERSION,
                "scans/brain-mri-253",
                "b1946ac92492d2347c6235b4d2611184f1d2d2f3a3",
                253,
                8_613_220,
                List.of(negative, positive),
                ClassWeights.balanced(98, 155),
                new SizeSummary(new Spread(150, 276, 1920), new Spread(168, 300, 1446), 184),
                Map.of(ImageFormat.JPEG, 245, ImageFormat.PNG, 8),
                Map.of(ColorMode.RGB, 217, ColorMode.GREY, 30, ColorMode.RGBA, 5, ColorMode.PALETTE, 1),
                Map.of(8, 253),
                List.of(new FormatMismatch("no/N5.jpg", ImageFormat.JPEG, ImageFormat.PNG)),
                List.of(new UnreadableScan("yes/cut off.jpg", "the JPEG data ends early; copy the file again")),
                List.of(
                        new Shortcut("colour mode", "RGBA", "no tumour", 5, 5 / 98.0),
                        new Shortcut("colour mode", "PALETTE", "no tumour", 1, 1 / 98.0)),
                new DuplicateSummary(
                        209,
                        25,
                        List.of(List.of("no/1 no.jpeg", "no/N1.JPG"), List.of("yes/Y2.jpg", "yes/Y2 copy.jpg")),
                        List.of(
                                List.of("no/1 no.jpeg", "no/N1.JPG", "no/33 no.jpg"),
                                List.of("yes/Y2.jpg", "yes/Y2 copy.jpg")),
                        List.of(List.of("no/9 no.jpg", "yes/Y9.JPG"))));
    }

    static List<DuplicateExample> examples() {
        return List.of(
                new DuplicateExample(
                        List.of("no/1 no.jpeg", "no/N1.JPG", "no/33 no.jpg"), List.of(jpeg(6), jpeg(6), jpeg(7))),
                new DuplicateExample(List.of("yes/Y2.jpg", "yes/Y2 copy.jpg"), List.of(jpeg(8), jpeg(8))));
    }

    static byte[] jpeg(int seed) {
        return encode(head(112, seed), "jpg");
    }

    static byte[] png(int seed) {
        var grid = new BufferedImage(8 * 112, 2 * 112, BufferedImage.TYPE_INT_RGB);
        var graphics = grid.createGraphics();
        for (int i = 0; i < 16; i++) {
            graphics.drawImage(head(112, seed + i), i % 8 * 112, i / 8 * 112, null);
        }
        graphics.dispose();
        return encode(grid, "png");
    }

    private static CalibrationCurve calibration() {
        double nan = Double.NaN;
        return new CalibrationCurve(
                new double[] {0.05, 0.14, 0.26, nan, 0.47, 0.55, 0.66, 0.75, 0.86, 0.95},
                new double[] {0.0, 0.25, 0.2, nan, 0.5, 0.333, 0.75, 0.8, 1, 0.933},
                new int[] {9, 4, 5, 0, 2, 3, 4, 5, 3, 15});
    }

    private static List<SizeCount> sizes(Random random, int count, int width, int height) {
        var sizes = new ArrayList<SizeCount>();
        for (int i = 0; i < count; i++) {
            double scale = Math.exp(0.45 * random.nextGaussian());
            double aspect = Math.exp(0.07 * random.nextGaussian());
            int copies = random.nextInt(9) == 0 ? 4 : 1;
            sizes.add(new SizeCount((int) (width * scale * aspect), (int) (height * scale / aspect), copies));
        }
        return sizes;
    }

    private static BufferedImage head(int side, int seed) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(190, 190, 190));
        graphics.fillOval(side / 7, side / 12, side * 5 / 7, side * 10 / 12);
        graphics.setColor(new Color(90, 90, 90));
        graphics.fillOval(side / 5, side / 8, side * 3 / 5, side * 3 / 4);
        graphics.setColor(new Color(220, 220, 220));
        graphics.fillOval(side / 4 + seed * 37 % (side / 3), side / 4 + seed * 53 % (side / 3), side / 6, side / 7);
        graphics.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
