package dev.sulcus.workflow;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The models that a path leads to: one, or those of all folds of a cross-validation, which answer with their mean.
 *
 * @param bundles one or more, all of one recipe
 * @param threshold from which a scan is flagged
 */
record SavedModels(List<ModelBundle> bundles, double threshold) {
    private static final int BATCH = 32;
    private static final int CARD_BATCH = 128;

    /** One model with its own threshold. */
    static SavedModels of(ModelBundle bundle) {
        return new SavedModels(List.of(bundle), bundle.spec().threshold());
    }

    /**
     * Reads what they are, without loading weights.
     *
     * @param path a run's folder, a cross-validation's, or a model's
     * @throws Fault of kind data when there is none, or the cross-validation is not finished
     */
    static SavedModels find(Path path) {
        var folder = new RunFolder(path);
        if (!folder.holdsCrossValidation()) {
            return of(ModelBundle.find(path));
        }
        CrossValidationSpec run = finished(folder);
        List<ModelBundle> models = FoldFolder.all(folder, run.folds()).stream()
                .flatMap(fold -> fold.bundles().stream())
                .toList();
        return new SavedModels(models, run.outcome().threshold());
    }

    /**
     * The one model that a path leads to.
     *
     * @param path a run's folder or a model's
     * @param verb what needs a single one, for the message
     * @throws Fault of kind usage for a cross-validation, naming its first model
     */
    static ModelBundle only(Path path, String verb) {
        var folder = new RunFolder(path);
        if (!folder.holdsCrossValidation()) {
            return ModelBundle.find(path);
        }
        List<ModelBundle> models = find(path).bundles();
        throw Fault.usage(path + ": a cross-validation holds " + models.size() + " models, and " + verb + " one; name "
                + models.get(0).folder());
    }

    /** run.json of a cross-validation that is finished. */
    static CrossValidationSpec finished(RunFolder folder) {
        CrossValidationSpec run = folder.readCrossValidation();
        if (run.status() != Status.FINISHED || run.outcome() == null) {
            throw Fault.data(folder.path() + ": this cross-validation is not finished; continue it with: sulcus train"
                    + " --resume " + folder.path());
        }
        return run;
    }

    /** What each of them is, but for the weights. */
    ModelSpec spec() {
        return bundles.get(0).spec();
    }

    /** Loads them; the caller closes it. */
    Classifier open(Views views, TrainingResources resources) {
        return Classifier.open(bundles, views, resources.session());
    }

    /**
     * Loads them into a chosen engine; the caller closes it.
     *
     * @param engine null takes the fused engine, on a GPU a function; and TensorFlow's session where that can't run
     */
    Classifier open(Views views, ScoringEngine engine, TrainingResources resources, Narrator narrator) {
        try {
            return Classifier.open(bundles, views, resources.session(), engine == null ? fastest(resources) : engine);
        } catch (Fault e) {
            boolean mayFallBack = engine == null && resources.session().precision() == Precision.FLOAT32;
            if (e.kind() != FaultKind.DEVICE || !mayFallBack) {
                throw e;
            }
            narrator.warn(e.getMessage() + "; TensorFlow's session scores instead, more slowly");
            return open(views, resources);
        }
    }

    /** Why they can't be opened in a precision, in a sentence; nothing where they can. {@code engine} as above. */
    static Optional<String> obstacle(ScoringEngine engine, Precision precision, TrainingResources resources) {
        return Classifier.obstacle(engine == null ? fastest(resources) : engine, precision);
    }

    private static ScoringEngine fastest(TrainingResources resources) {
        return resources.session().device() == DeviceChoice.GPU ? ScoringEngine.FUNCTION : ScoringEngine.FUSED;
    }

    /** The same where a card decodes and computes: larger batches, so that it is busy. */
    PipelineConfig pipelineOnCard(TrainingResources resources) {
        return new PipelineConfig(
                spec().pixels(), CARD_BATCH, resources.slots(), resources.workers(), 0, resources.maxPixels());
    }

    /** How files become their batches. */
    PipelineConfig pipeline(TrainingResources resources) {
        return new PipelineConfig(
                spec().pixels(), BATCH, resources.slots(), resources.workers(), 0, resources.maxPixels());
    }
}
