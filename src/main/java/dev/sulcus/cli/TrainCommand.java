package dev.sulcus.cli;

import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Network;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.CrossValidationSpec;
import dev.sulcus.workflow.CrossValidationWork;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.Narrator;
import dev.sulcus.workflow.Recipe;
import dev.sulcus.workflow.RunFolder;
import dev.sulcus.workflow.RunSpec;
import dev.sulcus.workflow.StartSpec;
import dev.sulcus.workflow.TrainConfig;
import dev.sulcus.workflow.TrainWork;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code train}: from a folder of scans to a judged model. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Train a model, judge it on scans it has not learnt, and save both.",
        description = {
            "DATA holds one sub-folder per class. The run's folder gets the model, a report page, the figures, and all"
                    + " that is needed to make it again.",
            "With --folds K the recipe is judged, not one model: K models are trained, each on other scans. In each fold"
                    + " the training scans are parted once more, into scans to fit and scans to tune on; the latter stop"
                    + " training early and choose the threshold, and the test scans are scored once, in the end.",
            "Ctrl-C finishes the step and saves. A run that was stopped or killed continues with --resume and ends the"
                    + " same, bit for bit.",
            "Settings come from models/MODEL/recipe.json, then --recipe, then the options below; run.json keeps what"
                    + " was resolved."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus train scans --out runs/first",
            "  sulcus train scans --out runs/keras --split keras:0.2 --seed 7",
            "  sulcus train scans --out runs/folds --folds 5",
            "  sulcus train four-kinds --negative notumor --out runs/four --epochs 10",
            "  sulcus train --resume runs/first"
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATA", arity = "0..1", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "cnn",
            description = "Architecture: a folder of models/ (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--out", paramLabel = "RUN", description = "The run's folder; must not hold a run yet.")
    private Path out;

    @Option(names = "--resume", paramLabel = "RUN", description = "Continue a killed or interrupted run.")
    private Path resume;

    @Option(
            names = "--weights",
            paramLabel = "FILE|NAME|none",
            description = "What to begin with: a file (safetensors or Keras' HDF5), the name of stored weights, or none"
                    + " for numbers drawn from the seed (default: pulled weights, else those that come with Sulcus, else"
                    + " none).")
    private Path weights;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ClassOptions classes;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private FoldOptions folds;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen("finishing the step under way")) {
            return resume == null ? start(interrupt) : resume(interrupt);
        }
    }

    private int start(Interrupt interrupt) {
        if (data == null || out == null) {
            throw Fault.usage("name the data and a folder for the run: sulcus train DATA --out RUN (or --resume RUN)");
        }
        Narrator narrator = output.narrator(interrupt.wish(), machine);
        TrainingResources resources = machine.resources();
        recipe.requireGpus(machine.device(), resources.session().device());
        var dataConfig = new DataConfig(
                data, classes.positive(), classes.negative(), resources.workers(), resources.maxPixels());
        var config = new TrainConfig(dataConfig, out, begun(recipe.resolve(model), narrator), resources);
        if (!folds.given()) {
            return done(TrainWork.start(config, narrator, interrupt.wish()));
        }
        if (recipe.splits()) {
            throw Fault.usage("--folds parts the scans itself; leave --split away, and see --tuning-parts");
        }
        var plan = folds.resolve(config.recipe().threshold());
        return done(CrossValidationWork.start(config, plan, narrator, interrupt.wish()));
    }

    private Recipe begun(Recipe resolved, Narrator narrator) {
        if (weights != null && weights.toString().equals("none")) {
            return resolved.startingFrom(null);
        }
        if (weights == null && resolved.start() != null) {
            return resolved; // the recipe file names them
        }
        Network network = resolved.network().build(resolved.pixels());
        StartSpec start = StartSpec.choose(model, network, weights, Installation.models(), store.folder());
        if (start != null) {
            narrator.say(start.sentence());
        }
        return resolved.startingFrom(start);
    }

    private int resume(Interrupt interrupt) {
        if (data != null || out != null) {
            throw Fault.usage("--resume takes data and settings from the run; leave DATA and --out away");
        }
        String settings = recipe.typed()
                + folds.typed()
                + (weights == null ? "" : " --weights")
                + (classes.given() ? " --positive/--negative" : "");
        if (!settings.isEmpty()) {
            throw Fault.usage("--resume goes on with the run's own settings; leave away" + settings);
        }
        TrainingResources resources = machine.resources();
        Narrator narrator = output.narrator(interrupt.wish(), machine);
        if (new RunFolder(resume).holdsCrossValidation()) {
            return done(CrossValidationWork.resume(resume, resources, narrator, interrupt.wish()));
        }
        return done(TrainWork.resume(resume, resources, narrator, interrupt.wish()));
    }

    private int done(RunSpec run) {
        return done(run, run.status());
    }

    private int done(CrossValidationSpec run) {
        return done(run, run.status());
    }

    private int done(Object run, RunSpec.Status status) {
        output.document(run);
        return status == RunSpec.Status.INTERRUPTED ? FaultKind.INTERRUPTED.exitCode() : 0;
    }
}
