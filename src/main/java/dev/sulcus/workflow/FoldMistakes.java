package dev.sulcus.workflow;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.Scan;
import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.report.Mistake;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The worst mistakes of a cross-validation with pictures, the very worst under the heat map of the fold's own model.
 *
 * @param home where the models are; null for no heat maps
 * @param folds how the scans were parted
 * @param data the scans
 * @param resources what it may use of the machine
 */
record FoldMistakes(RunFolder home, CrossValidationConfig folds, Dataset data, TrainingResources resources) {
    /** Of all folds' predictions, the worst first, missed tumours before false alarms. */
    List<Mistake> of(List<FoldPrediction> rows) {
        Map<String, Path> files = data.scans().stream().collect(Collectors.toMap(Scan::path, Scan::file));
        List<Mistake> worst = Judgement.worst(
                rows.stream().map(FoldPrediction::prediction).toList(),
                rows.stream()
                        .map(FoldPrediction::path)
                        .map((Function<String, Path>) files::get)
                        .toList(),
                resources.maxPixels());
        Map<String, Integer> foldOf =
                rows.stream().collect(Collectors.toMap(FoldPrediction::path, FoldPrediction::fold));
        Map<String, byte[]> heats = home == null ? Map.of() : heats(worst, files, foldOf);
        return worst.stream()
                .map(mistake -> mistake.withHeat(heats.get(mistake.path())))
                .toList();
    }

    private Map<String, byte[]> heats(List<Mistake> worst, Map<String, Path> files, Map<String, Integer> foldOf) {
        var byFold = new TreeMap<Integer, Map<String, Path>>();
        worst.stream().limit(HeatPictures.FEW).forEach(mistake -> byFold.computeIfAbsent(
                        foldOf.get(mistake.path()), fold -> new LinkedHashMap<>())
                .put(mistake.path(), files.get(mistake.path())));
        var heats = new HashMap<String, byte[]>();
        byFold.forEach((fold, shown) -> heats.putAll(pictures(fold).jpegs(shown, Judgement.THUMBNAIL_SIDE)));
        return heats;
    }

    private HeatPictures pictures(int fold) {
        var models = new SavedModels(FoldFolder.of(home, folds, fold).bundles(), Double.NaN);
        return HeatPictures.of(models, resources);
    }
}
