package dev.sulcus.cli;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Views;
import dev.sulcus.workflow.CrossValidationSpec;
import dev.sulcus.workflow.EvaluateConfig;
import dev.sulcus.workflow.EvaluateWork;
import dev.sulcus.workflow.RunSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: a saved run, judged again. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Judge a saved run on its own validation part or on other scans.",
        description = {
            "DATA holds one sub-folder per class, labelled as at training where the names agree. Warns when its scans"
                    + " repeat scans that trained the model. Without DATA: the run's validation part again.",
            "Where RUN is a cross-validation: without DATA its test folds again, each by its own fold's models; with DATA"
                    + " the mean of all its models.",
            "With --folds K it judges RUN's recipe, not its model: K models are trained anew by the same settings on DATA,"
                    + " or on RUN's own scans, as train --folds does. RUN itself is left as it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus evaluate runs/first",
            "  sulcus evaluate runs/first other-scans",
            "  sulcus evaluate runs/first --folds 5 --out runs/first-folds",
            "  sulcus evaluate runs/folds other-scans --tta flip",
            "  sulcus evaluate runs/folds --double-scaling --out collapsed",
            "  sulcus evaluate runs/first four-kinds --negative notumor --out judged"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder that train wrote.")
    private Path run;

    @Parameters(index = "1", paramLabel = "DATA", arity = "0..1", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the report page, the figures and the predictions (default: RUN/evaluation, or RUN/evaluation-NAME"
                            + " with DATA's name; RUN/folds with --folds).")
    private Path out;

    @Mixin
    private ClassOptions classes;

    @Mixin
    private FoldOptions folds;

    @Option(
            names = "--double-scaling",
            description =
                    "Feed the weights wrongly on purpose: pixels divided by 255 twice, the notebook's mistake with"
                            + " EfficientNetB0. Shows its collapse; the run stays as it is.")
    private boolean doubleScaling;

    @Mixin
    private ViewOptions views;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        var config = new EvaluateConfig(
                run,
                data,
                classes.positive(),
                classes.negative(),
                out,
                views.views(),
                machine.resources(),
                doubleScaling);
        if (folds.given() && doubleScaling) {
            throw Fault.usage("--double-scaling judges weights that are there; leave --folds away");
        }
        if (folds.given()) {
            return crossValidate(config);
        }
        try (Interrupt interrupt = Interrupt.listen()) {
            output.document(EvaluateWork.run(config, output.narrator(interrupt.wish(), machine)));
            return 0;
        }
    }

    private int crossValidate(EvaluateConfig config) {
        if (config.views() != Views.PLAIN) {
            throw Fault.usage(
                    "--folds trains; take --tta when its result is evaluated: sulcus evaluate FOLDS --tta flip");
        }
        try (Interrupt interrupt = Interrupt.listen("finishing the step under way")) {
            CrossValidationSpec done = EvaluateWork.crossValidate(
                    config, folds::resolve, output.narrator(interrupt.wish(), machine), interrupt.wish());
            output.document(done);
            return done.status() == RunSpec.Status.INTERRUPTED ? FaultKind.INTERRUPTED.exitCode() : 0;
        }
    }
}
