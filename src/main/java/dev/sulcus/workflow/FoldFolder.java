package dev.sulcus.workflow;

import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.evaluation.FoldPlan;
import dev.sulcus.model.ModelBundle;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where one fold of a cross-validation keeps its models: in its own folder when it has one, else in fit-1, fit-2, …
 *
 * @param fold its folder
 * @param models how many models it has, 1 or more
 */
record FoldFolder(RunFolder fold, int models) {
    /** One fold, from 1, of the cross-validation in {@code run}. */
    static FoldFolder of(RunFolder run, CrossValidationConfig config, int fold) {
        return new FoldFolder(run.fold(fold), Math.max(1, config.fits()));
    }

    /** Every fold, in order. */
    static List<FoldFolder> all(RunFolder run, CrossValidationConfig config) {
        return IntStream.rangeClosed(1, config.folds())
                .mapToObj(fold -> of(run, config, fold))
                .toList();
    }

    /** The run of one model, from 0. */
    RunFolder fit(int fit) {
        return models == 1 ? fold : new RunFolder(fold.path().resolve("fit-" + (fit + 1)));
    }

    /** Every model's run, in order. */
    List<RunFolder> fits() {
        return IntStream.range(0, models).mapToObj(this::fit).toList();
    }

    /** What the models are, without their weights. */
    List<ModelBundle> bundles() {
        return fits().stream().map(fit -> ModelBundle.find(fit.path())).toList();
    }

    /** What the log calls one model. */
    String name(FoldPlan plan, int fit) {
        String name = "fold " + plan.fold() + "/" + plan.folds();
        return models == 1 ? name : name + " model " + (fit + 1) + "/" + models;
    }
}
