package dev.sulcus.cli;

import dev.sulcus.device.Installation;
import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.Narrator;
import dev.sulcus.workflow.RunSpec;
import dev.sulcus.workflow.StudyConfig;
import dev.sulcus.workflow.StudyProtocol;
import dev.sulcus.workflow.StudySpec;
import dev.sulcus.workflow.StudyWork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code study}: everything, from a folder of scans to one page about several models. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Explore scans, train several models, compare them, and write one page.",
        description = {
            "The page begins with what was missed, what that would cost in false alarms, how sure it is, and what the"
                    + " models must not be used for.",
            "--protocol sound cross-validates every model by its own recipe, copies of a picture on one side."
                    + " --protocol notebook does what the notebook report did, faults included, and lays its table"
                    + " beside.",
            "Each model is a run of its own in DIR. Ctrl-C finishes the step and saves; the same command, or --resume"
                    + " DIR, goes on where the study stood."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus study scans --out studied",
            "  sulcus study scans --out quick --models logistic,cnn --folds 3",
            "  sulcus study scans --out as-printed --protocol notebook",
            "  sulcus study --resume studied"
        })
final class StudyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATA", arity = "0..1", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "The study's folder.")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Continue a killed or interrupted study.")
    private Path resume;

    @Option(
            names = "--protocol",
            paramLabel = "HOW",
            description = "sound, or notebook: to the letter as the notebook report did (default: sound).")
    private StudyProtocol protocol;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME",
            description = "Architectures, two or more (default: logistic,cnn,efficientnet-b0).")
    private List<String> models;

    @Option(names = "--folds", paramLabel = "K", description = "Folds of the sound protocol (default: 5).")
    private Integer folds;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of folds, weights and order (default: 1).")
    private Long seed;

    @Option(
            names = "--recipe",
            paramLabel = "NAME=FILE",
            description =
                    "JSON file; its members replace those of one model's recipe. May be given for several models.")
    private Map<String, Path> recipes;

    @Option(names = "--no-timing", description = "Don't measure how many scans per second each model scores.")
    private boolean noTiming;

    @Mixin
    private ClassOptions classes;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen("finishing the step under way")) {
            TrainingResources resources = machine.resources();
            Narrator narrator = output.narrator(interrupt.wish(), machine);
            StudySpec study = resume == null
                    ? StudyWork.start(config(resources), narrator, interrupt.wish())
                    : StudyWork.resume(requireAlone(), resources, narrator, interrupt.wish());
            output.document(study);
            return study.status() == RunSpec.Status.INTERRUPTED ? FaultKind.INTERRUPTED.exitCode() : 0;
        }
    }

    private StudyConfig config(TrainingResources resources) {
        if (data == null || out == null) {
            throw Fault.usage(
                    "name the data and a folder for the study: sulcus study DATA --out DIR (or --resume DIR)");
        }
        StudyProtocol how = protocol == null ? StudyProtocol.SOUND : protocol;
        if (how == StudyProtocol.NOTEBOOK && folds != null) {
            throw Fault.usage("the notebook had one split, not folds; leave --folds away");
        }
        long from = seed == null ? 1 : seed;
        return new StudyConfig(
                new DataConfig(
                        data, classes.positive(), classes.negative(), resources.workers(), resources.maxPixels()),
                out,
                how,
                models == null ? List.of("logistic", "cnn", "efficientnet-b0") : models,
                CrossValidationConfig.of(folds == null ? 5 : folds, from),
                from,
                recipes == null ? Map.of() : recipes,
                Installation.models(),
                store.folder(),
                !noTiming,
                resources);
    }

    private Path requireAlone() {
        boolean settings = protocol != null || models != null || folds != null || seed != null || recipes != null;
        if (data != null || out != null || settings || noTiming || classes.given()) {
            throw Fault.usage("--resume takes data and settings from the study; leave the other options away");
        }
        return resume;
    }
}
