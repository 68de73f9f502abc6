package dev.sulcus.training;

import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PixelSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * One training run, decided to the last setting.
 *
 * @param pixels what the pictures become
 * @param network its shape
 * @param training how it is trained
 * @param trainingPart scans to learn from
 * @param validationPart scans to watch; never learnt from
 * @param checkpoints folder of the checkpoints; made when missing
 */
public record TrainingPlan(
        PixelSpec pixels,
        CnnConfig network,
        TrainingConfig training,
        SplitPart trainingPart,
        SplitPart validationPart,
        Path checkpoints) {
    /** What each training sample's loss is multiplied by, from the training part alone. */
    public ClassWeights classWeights() {
        return training.balancedClassWeights()
                ? ClassWeights.balanced(trainingPart.count(0), trainingPart.count(1))
                : new ClassWeights(1, 1);
    }

    /** Hash of all that the result depends on; a run continues only under the same. */
    String settingsHash() {
        return Sha256.of(Json.compact(List.of(
                pixels,
                network,
                training,
                trainingPart.paths(),
                trainingPart.labels(),
                validationPart.paths(),
                validationPart.labels())));
    }
}
