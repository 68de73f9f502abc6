package dev.sulcus.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.training.EpochRecord;
import java.util.List;

/**
 * What a run's page shows. Immutable but for the arrays inside.
 *
 * @param name the run's, as its heading
 * @param dataDescription one line: which data, how it was split, how many scans
 * @param history every epoch, in order; empty on a page about an evaluation without training
 * @param bestEpoch whose weights were kept; 0 when unknown
 * @param choseEpoch whether the scans that are judged also chose that epoch
 * @param validation the model over the scans that it is judged on
 * @param roc of those scans
 * @param precisionRecall of those scans
 * @param calibration of those scans
 * @param mistakes the worst ones, in any order
 * @param warnings one line each, such as duplicates that cross the split
 * @param weights what the training loss was weighted with; NaN when unknown
 * @param run settings and provenance: the tree of run.json
 * @param urgent the scans that the model puts first, the most probable first; empty without heat maps
 * @param entered the pixels that entered; null when nobody looked
 */
public record RunPageContent(
        String name,
        String dataDescription,
        List<EpochRecord> history,
        int bestEpoch,
        boolean choseEpoch,
        EvaluationResult validation,
        RocCurve roc,
        PrecisionRecallCurve precisionRecall,
        CalibrationCurve calibration,
        List<Mistake> mistakes,
        List<String> warnings,
        ClassWeights weights,
        JsonNode run,
        List<UrgentScan> urgent,
        EnteredPixels entered) {
    /** Without heat maps and entered pixels. */
    public RunPageContent(
            String name,
            String dataDescription,
            List<EpochRecord> history,
            int bestEpoch,
            boolean choseEpoch,
            EvaluationResult validation,
            RocCurve roc,
            PrecisionRecallCurve precisionRecall,
            CalibrationCurve calibration,
            List<Mistake> mistakes,
            List<String> warnings,
            ClassWeights weights,
            JsonNode run) {
        this(
                name,
                dataDescription,
                history,
                bestEpoch,
                choseEpoch,
                validation,
                roc,
                precisionRecall,
                calibration,
                mistakes,
                warnings,
                weights,
                run,
                List.of(),
                null);
    }

    /** Checks the best epoch and copies the lists. */
    public RunPageContent {
        history = List.copyOf(history);
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
        urgent = List.copyOf(urgent);
        int best = bestEpoch;
        if (best != 0 && history.stream().noneMatch(epoch -> epoch.epoch() == best)) {
            throw Fault.bug("bestEpoch is " + best + "; it must be an epoch of the history, or 0 when unknown");
        }
    }
}
