package dev.sulcus.evaluation;

import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.AucDifference;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.DeLong;
import dev.sulcus.metrics.Figure;
import dev.sulcus.metrics.Holm;
import dev.sulcus.metrics.McNemar;
import dev.sulcus.metrics.PairedDifference;
import dev.sulcus.metrics.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Two or more models on the same scans, each pair tested. It ranks nobody by a point value: a pair that the scans cannot
 * tell apart is said to be so. Immutable.
 *
 * @param scans judged by every model
 * @param tumours among them
 * @param groups independent groups of copies
 * @param models in the order given
 * @param pairs every two of them, the earlier one first
 * @param resamples of the bootstrap
 * @param seed of the bootstrap
 */
public record ModelComparison(
        int scans,
        int tumours,
        int groups,
        List<ComparedModel> models,
        List<PairedComparison> pairs,
        int resamples,
        long seed) {
    private static final List<Figure> FIGURES =
            List.of(Figure.ACCURACY, Figure.SENSITIVITY, Figure.SPECIFICITY, Figure.ROC_AUC, Figure.BRIER);
    private static final int MOST_NAMED = 3;

    /** Copies the lists. */
    public ModelComparison {
        models = List.copyOf(models);
        pairs = List.copyOf(pairs);
    }

    /**
     * Compares {@code models}, matching their predictions by path.
     *
     * @param models two or more, each with a name of its own
     * @param groupOf the group of copies of each path; empty: every scan stands on its own
     * @throws Fault of kind usage for fewer than two models, or two of one name
     * @throws Fault of kind data, naming what differs, when the models were not judged on the same scans, or a label
     *     differs, or a path has no group
     */
    public static ModelComparison of(
            List<ModelPredictions> models, Map<String, Integer> groupOf, BootstrapConfig bootstrap) {
        requireNames(models);
        List<Prediction> order = models.get(0).predictions();
        int[] groups = groups(order, groupOf);
        List<Samples> samples = models.stream()
                .map(model -> FoldRows.samples(matched(models.get(0), model), groups))
                .toList();
        List<ComparedModel> compared = IntStream.range(0, models.size())
                .mapToObj(i -> ComparedModel.of(models.get(i).name(), samples.get(i), bootstrap))
                .toList();
        return new ModelComparison(
                order.size(),
                compared.get(0).metrics().positive().support(),
                samples.get(0).groups(),
                compared,
                pairs(models, samples, bootstrap),
                bootstrap.resamples(),
                bootstrap.seed());
    }

    private static List<PairedComparison> pairs(
            List<ModelPredictions> models, List<Samples> samples, BootstrapConfig bootstrap) {
        List<int[]> pairs = new ArrayList<>();
        for (int first = 0; first < models.size(); first++) {
            for (int second = first + 1; second < models.size(); second++) {
                pairs.add(new int[] {first, second});
            }
        }
        List<McNemar> mcNemar = pairs.stream()
                .map(pair -> McNemar.of(samples.get(pair[0]), samples.get(pair[1])))
                .toList();
        List<AucDifference> aucs = pairs.stream()
                .map(pair -> DeLong.compare(samples.get(pair[0]), samples.get(pair[1])))
                .toList();
        double[] mcNemarHolm =
                Holm.adjust(mcNemar.stream().mapToDouble(McNemar::p).toArray());
        double[] aucHolm =
                Holm.adjust(aucs.stream().mapToDouble(AucDifference::p).toArray());
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> PairedComparison.of(
                        models.get(pairs.get(i)[0]).name(),
                        models.get(pairs.get(i)[1]).name(),
                        PairedDifference.of(
                                samples.get(pairs.get(i)[0]), samples.get(pairs.get(i)[1]), FIGURES, bootstrap),
                        mcNemar.get(i),
                        mcNemarHolm[i],
                        aucs.get(i),
                        aucHolm[i]))
                .toList();
    }

    private static void requireNames(List<ModelPredictions> models) {
        if (models.size() < 2) {
            throw Fault.usage("there is " + models.size() + " model to compare; give two or more");
        }
        if (models.stream().map(ModelPredictions::name).distinct().count() < models.size()) {
            throw Fault.usage("two of the models have one name: "
                    + models.stream().map(ModelPredictions::name).toList() + "; give each its own");
        }
    }

    private static int[] groups(List<Prediction> order, Map<String, Integer> groupOf) {
        int[] groups = new int[order.size()];
        for (int i = 0; i < groups.length; i++) {
            String path = order.get(i).path();
            if (!groupOf.isEmpty() && !groupOf.containsKey(path)) {
                throw Fault.data(path + " has no group of copies; give the data that the models were judged on");
            }
            groups[i] = groupOf.isEmpty() ? i : groupOf.get(path);
        }
        return groups;
    }

    /** The predictions of {@code model} in the order of {@code reference}. */
    private static List<Prediction> matched(ModelPredictions reference, ModelPredictions model) {
        Map<String, Prediction> byPath = new HashMap<>();
        model.predictions().forEach(prediction -> byPath.put(prediction.path(), prediction));
        List<String> paths =
                reference.predictions().stream().map(Prediction::path).toList();
        var missing = paths.stream().filter(path -> !byPath.containsKey(path)).toList();
        var surplus = new TreeSet<>(byPath.keySet());
        paths.forEach(surplus::remove);
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            throw Fault.data("the models were not judged on the same scans: "
                    + differing(reference.name(), model.name(), missing)
                    + (missing.isEmpty() || surplus.isEmpty() ? "" : "; ")
                    + differing(model.name(), reference.name(), List.copyOf(surplus))
                    + "; evaluate both on the same data");
        }
        reference.predictions().forEach(prediction -> requireLabel(reference, model, prediction, byPath));
        return paths.stream().map(byPath::get).toList();
    }

    private static void requireLabel(
            ModelPredictions reference, ModelPredictions model, Prediction one, Map<String, Prediction> byPath) {
        int other = byPath.get(one.path()).label();
        if (other != one.label()) {
            throw Fault.data(one.path() + " is labelled " + one.label() + " for " + reference.name() + " but " + other
                    + " for " + model.name() + "; evaluate both on the same data");
        }
    }

    private static String differing(String has, String lacks, List<String> paths) {
        if (paths.isEmpty()) {
            return "";
        }
        String more = paths.size() > MOST_NAMED ? " and " + (paths.size() - MOST_NAMED) + " more" : "";
        return lacks + " lacks " + String.join(", ", paths.subList(0, Math.min(MOST_NAMED, paths.size()))) + more
                + " of " + has;
    }
}
