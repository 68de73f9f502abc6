package dev.sulcus.evaluation;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.ClassRoles;
import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Fingerprint;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.ScanFacts;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.ThresholdConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Data sets without files, and models that need no training. */
final class FoldFixtures {
    static final BootstrapConfig BOOTSTRAP = new BootstrapConfig(200, 3);

    private FoldFixtures() {}

    /** {@code scans} scans, two in five without tumour; contents repeat, so that groups hold up to four copies. */
    static Dataset data(int scans, long seed) {
        var random = new Random(seed);
        var made = new ArrayList<Scan>();
        while (made.size() < scans) {
            int label = random.nextInt(5) < 2 ? 0 : 1;
            int copies = Math.min(1 + random.nextInt(4), scans - made.size());
            String content = "picture " + made.size();
            for (int copy = 0; copy < copies; copy++) {
                made.add(scan(label, made.size(), content));
            }
        }
        made.sort(Comparator.comparing(Scan::path));
        return new Dataset(
                Path.of("data"), new ClassRoles(List.of("no"), List.of("yes"), ""), List.copyOf(made), List.of());
    }

    /** The same scans with every label of {@code paths} turned round; paths, contents and groups stay. */
    static Dataset relabelled(Dataset data, List<String> paths) {
        List<Scan> scans = data.scans().stream()
                .map(scan -> new Scan(
                        scan.path(),
                        scan.className(),
                        paths.contains(scan.path()) ? 1 - scan.label() : scan.label(),
                        scan.file(),
                        scan.facts()))
                .toList();
        return new Dataset(data.root(), data.roles(), scans, List.of());
    }

    static CrossValidationPlan plan(Dataset data, int fits) {
        var config = new CrossValidationConfig(5, 4, fits, ThresholdConfig.SENSITIVITY_95, 7);
        return CrossValidationPlan.of(data, DuplicateGroups.of(data.scans()), config);
    }

    /** A score that knows the label somewhat. */
    static ToDoubleFunction<Scan> model(long seed, double skill) {
        return scan -> {
            double noise = new Random(seed + scan.path().hashCode()).nextGaussian();
            return 1 / (1 + Math.exp(-(noise + skill * (scan.label() - 0.5))));
        };
    }

    static double[] scores(Dataset data, int[] part, ToDoubleFunction<Scan> model) {
        double[] scores = new double[part.length];
        for (int i = 0; i < part.length; i++) {
            scores[i] = model.applyAsDouble(data.scans().get(part[i]));
        }
        return scores;
    }

    static TuningPredictions tuning(FoldPlan plan, Dataset data, ToDoubleFunction<Scan> model) {
        var scores = new ArrayList<double[]>();
        for (int fit = 0; fit < plan.fits(); fit++) {
            scores.add(scores(data, plan.fit(fit).validation(), model));
        }
        return plan.tuning(scores);
    }

    static TestPredictions test(FoldPlan plan, Dataset data, ToDoubleFunction<Scan> model) {
        return plan.test(plan.testPaths().stream()
                .mapToDouble(path -> model.applyAsDouble(data.scans().stream()
                        .filter(scan -> scan.path().equals(path))
                        .findFirst()
                        .orElseThrow()))
                .toArray());
    }

    static FoldResult judge(FoldPlan plan, Dataset data, ToDoubleFunction<Scan> model) {
        return FoldJudge.of(tuning(plan, data, model)).judge(test(plan, data, model));
    }

    static CrossValidationResult result(Dataset data, ToDoubleFunction<Scan> model) {
        List<FoldResult> folds = plan(data, 1).folds().stream()
                .map(fold -> judge(fold, data, model))
                .toList();
        return CrossValidationResult.of(folds, List.of(0.05, 0.2), BOOTSTRAP);
    }

    private static Scan scan(int label, int number, String content) {
        String name = label == 1 ? "yes" : "no";
        String path = String.format("%s/%04d.jpg", name, number);
        var facts = new ScanFacts(
                ImageFormat.JPEG,
                ColorMode.RGB,
                8,
                200,
                200,
                1000,
                Sha256.of(content),
                // A hash of its own for each picture, so that only copies are duplicates, and that at a glance.
                new Fingerprint(new Random(content.hashCode()).longs(4).toArray(), new byte[64 * 64]));
        return new Scan(path, name, label, Path.of("data", path), facts);
    }
}
