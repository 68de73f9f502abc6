package dev.sulcus.workflow;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.report.Mistake;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The worst mistakes of one of a study's models, under its heat maps where it has a convolution.
 *
 * @param folder the study's
 * @param data its scans
 * @param resources what it may use of the machine
 */
record StudyMistakes(StudyFolder folder, Dataset data, TrainingResources resources) {
    /** Up to {@value HeatPictures#FEW}, missed tumours first. */
    List<Mistake> of(String model) {
        RunFolder run = folder.run(model);
        List<Mistake> all = run.holdsCrossValidation()
                ? new FoldMistakes(run, run.readCrossValidation().folds(), data, resources)
                        .of(PredictionsCsv.readFolds(run.predictions()))
                : ofOne(run);
        return all.stream().limit(HeatPictures.FEW).toList();
    }

    private List<Mistake> ofOne(RunFolder run) {
        SplitPart part = SplitPart.of(data, run.readSplit().toSplit(data).validation());
        var files = new HashMap<String, Path>();
        for (int i = 0; i < part.size(); i++) {
            files.put(part.paths().get(i), part.files().get(i));
        }
        List<Prediction> rows = PredictionsCsv.read(run.predictions());
        List<Path> judged = rows.stream().map(row -> files.get(row.path())).toList();
        List<Mistake> worst = Judgement.worst(rows, judged, resources.maxPixels());
        var shown = new LinkedHashMap<String, Path>();
        worst.stream().limit(HeatPictures.FEW).forEach(mistake -> shown.put(mistake.path(), files.get(mistake.path())));
        Map<String, byte[]> heats =
                HeatPictures.of(SavedModels.find(run.path()), resources).jpegs(shown, Judgement.THUMBNAIL_SIDE);
        return worst.stream()
                .map(mistake -> mistake.withHeat(heats.get(mistake.path())))
                .toList();
    }
}
