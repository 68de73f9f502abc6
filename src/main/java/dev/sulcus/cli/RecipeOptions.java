package dev.sulcus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.dataset.SplitConfig;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Installation;
import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.Unfreeze;
import dev.sulcus.workflow.Recipe;
import java.math.BigDecimal;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a run learns and how: defaults from models/NAME/recipe.json, then a file, then these flags. */
final class RecipeOptions {
    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "JSON file; its members replace those of models/MODEL/recipe.json, which shows them all.")
    private Path recipe;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of weights, order, augmentation, dropout and split (recipe: 1).")
    private Long seed;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Most epochs to train (recipe: 40 for cnn, 14 for efficientnet-b0).")
    private Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Pictures per step (recipe: 32 for cnn, 16 for efficientnet-b0).")
    private Integer batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "Adam's highest learning rate (recipe: 0.0003 for cnn, 0.0006 for efficientnet-b0).")
    private Double learningRate;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without a better val_loss until it stops (recipe: 10 for cnn; efficientnet-b0 never"
                    + " stops early).")
    private Integer patience;

    @Option(
            names = "--unfreeze",
            paramLabel = "N",
            description =
                    "How many of the last layers are trained besides the head, by Keras' counting, or all (recipe: all).")
    private String unfreeze;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description =
                    "Numbers that large products are trained in: float32; bfloat16, which takes about three fifths of the"
                            + " time on a CPU with AVX-512 (and several times as long without) and a GPU's tensor cores; float16, for GPUs alone, with a scaled"
                            + " loss (recipe: float32). Weights are float32 in each.")
    private String precision;

    @Option(
            names = "--gpus",
            paramLabel = "N",
            description =
                    "GPUs that train together: each has its part of every batch, and gradients are summed over all"
                            + " (recipe: 1). Batch normalisation takes the statistics of a part. Not measured on a GPU yet.")
    private Integer gpus;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "The same on whatever computes: on a CPU on N virtual devices, slower than one and for trying"
                    + " it out.")
    private Integer replicas;

    @Option(
            names = "--no-augment",
            description =
                    "Train on the pictures as they are; by default each is turned, moved, zoomed and mirrored a little.")
    private boolean noAugment;

    @Option(
            names = "--split",
            paramLabel = "RULE",
            description =
                    "Which share validates: grouped:F draws it from the seed and keeps near-duplicates on one side;"
                            + " keras:F takes the first files of each class by name, as Keras' validation_split does (recipe:"
                            + " grouped:0.2).")
    private String split;

    @Option(
            names = "--resample",
            paramLabel = "HOW",
            description =
                    "How pictures are resized: area, which averages; linear, faster, which skips pixels when it shrinks"
                            + " and so aliases; nearest; pillow-bilinear (recipe: area). It changes what the model sees, and"
                            + " travels with it.")
    private String resample;

    @Option(
            names = "--decoding",
            paramLabel = "SIZE",
            description =
                    "In which size JPEGs are decoded: full, or reduced, which decodes those at least twice as large as"
                            + " wanted at a half, a quarter or an eighth: faster, but their pixels, and so probabilities,"
                            + " change a little (recipe: full); travels with the model.")
    private String decoding;

    @Option(
            names = "--region",
            paramLabel = "PART",
            description =
                    "What enters of each picture: whole, or head, its head's box with a margin (recipe: whole for cnn"
                            + " and logistic, head for efficientnet-b0);"
                            + " travels with the model.")
    private String region;

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            description = "How it becomes a square: stretch, or pad, which keeps the aspect ratio in black (recipe:"
                    + " stretch); travels with the model.")
    private String fit;

    @Option(
            names = "--tone",
            paramLabel = "HOW",
            description =
                    "Colours and brightness: stored, grey, or standard, grey with the head's brightness stretched to"
                            + " the full range (recipe: stored for cnn and logistic, standard for efficientnet-b0); travels"
                            + " with the model.")
    private String tone;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Side of the square pictures in pixels (recipe: 224 for cnn and logistic, 128 for"
                    + " efficientnet-b0).")
    private Integer size;

    /** Takes a smaller job where the user chose nothing: as if these options had been typed. */
    void suggest(int pixels, int pictures, int mostEpochs, double rate) {
        size = size == null ? Integer.valueOf(pixels) : size;
        batch = batch == null ? Integer.valueOf(pictures) : batch;
        epochs = epochs == null ? Integer.valueOf(mostEpochs) : epochs;
        learningRate = learningRate == null ? Double.valueOf(rate) : learningRate;
    }

    /**
     * Refuses GPUs where none computes.
     *
     * @param asked what was typed
     * @param settled what it came to
     * @throws Fault of kind usage where that was typed, of kind device where there is none
     */
    void requireGpus(DeviceChoice asked, DeviceChoice settled) {
        if (devices() == null || gpus == null) { // the former refuses both at once
            return;
        }
        if (asked == DeviceChoice.CPU) {
            throw Fault.usage("--gpus and --device cpu contradict each other; leave one away, or take --replicas");
        }
        if (settled != DeviceChoice.GPU) {
            throw Fault.device(
                    "--gpus is " + gpus + ", and networks are computed on the CPU here (sulcus doctor says what a GPU"
                            + " lacks); leave it away, or try --replicas",
                    null);
        }
    }

    /** How many share a batch; null where the user didn't say. */
    private Integer devices() {
        if (gpus != null && replicas != null) {
            throw Fault.usage("--gpus and --replicas say the same; give one of them");
        }
        return gpus == null ? replicas : gpus;
    }

    /** Whether the user said how scans are parted. */
    boolean splits() {
        return split != null;
    }

    /** The resolved recipe of {@code model}. */
    Recipe resolve(String model) {
        return Recipe.load(Installation.models(), model, recipe).with(changes());
    }

    /** These options as one types them, each with a space before it. */
    String typed() {
        var text = new StringBuilder();
        type(text, "--recipe", recipe);
        type(text, "--size", size);
        type(text, "--epochs", epochs);
        type(text, "--batch", batch);
        type(text, "--learning-rate", learningRate == null ? null : plain(learningRate));
        type(text, "--patience", patience);
        type(text, "--unfreeze", unfreeze);
        type(text, "--precision", precision);
        type(text, "--gpus", gpus);
        type(text, "--replicas", replicas);
        text.append(noAugment ? " --no-augment" : "");
        type(text, "--split", split);
        type(text, "--resample", resample);
        type(text, "--decoding", decoding);
        type(text, "--region", region);
        type(text, "--fit", fit);
        type(text, "--tone", tone);
        type(text, "--seed", seed);
        return text.toString();
    }

    // 0.0005, where Java would say 5.0E-4.
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static void type(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append(' ').append(name).append(' ').append(value);
        }
    }

    private ObjectNode changes() {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        ObjectNode training = JsonNodeFactory.instance.objectNode();
        put(training, "seed", seed);
        put(training, "epochs", epochs);
        put(training, "batchSize", batch);
        if (learningRate != null) {
            training.putObject("adam").put("learningRate", learningRate);
        }
        if (patience != null) {
            training.putObject("earlyStopping").put("patience", patience);
        }
        if (unfreeze != null) {
            training.put("unfreeze", Unfreeze.parse(unfreeze).text());
        }
        if (precision != null) {
            training.put("precision", Precision.parse(precision).word());
        }
        put(training, "replicas", devices());
        if (noAugment) {
            training.putObject("augmentation")
                    .put("rotationDegrees", 0)
                    .put("widthShift", 0)
                    .put("heightShift", 0)
                    .put("shearDegrees", 0)
                    .put("zoom", 0)
                    .put("horizontalFlip", false);
        }
        changes.set("training", training);
        changes.set("pixels", pixels());
        if (split != null) {
            changes.put("split", SplitConfig.parse(split).rule());
        }
        return changes;
    }

    private ObjectNode pixels() {
        ObjectNode pixels = JsonNodeFactory.instance.objectNode();
        put(pixels, "resampling", resample);
        put(pixels, "decoding", decoding);
        put(pixels, "region", region);
        put(pixels, "fit", fit);
        put(pixels, "tone", tone);
        if (size != null) {
            pixels.put("height", size).put("width", size);
        }
        return pixels;
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void put(ObjectNode node, String name, Number value) {
        if (value instanceof Long whole) {
            node.put(name, whole);
        } else if (value instanceof Integer whole) {
            node.put(name, whole);
        }
    }
}
