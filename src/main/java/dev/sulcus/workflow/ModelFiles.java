package dev.sulcus.workflow;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.BundleWeights;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.Network;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.weights.ArrayInfo;
import dev.sulcus.weights.Layout;
import dev.sulcus.weights.WeightArray;
import dev.sulcus.weights.WeightContents;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightSet;
import dev.sulcus.weights.WeightSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code models export} and {@code models inspect} do. */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * Writes a run's weights for other programs.
     *
     * @return what was written, as {@link #inspect} sees it
     * @throws Fault of kind data when the run has no model or the file can't be written
     */
    public static InspectDocument export(ExportConfig config, Narrator narrator) {
        ModelBundle bundle = SavedModels.only(config.run(), "export writes");
        Network network = network(bundle.spec());
        WeightSet weights = weights(bundle, network);
        if (config.keras()) {
            WeightFile.writeKeras(config.out(), config.head() ? weights : withoutHead(weights, network));
        } else {
            WeightFile.writeSafetensors(config.out(), weights, config.half());
        }
        InspectDocument written = inspect(config.out());
        narrator.say(String.format("%,d numbers written: %s", written.parameters(), config.out()));
        return written;
    }

    /**
     * Says what a run's model or a file of weights is.
     *
     * @throws Fault of kind data when it is neither
     */
    public static InspectDocument inspect(Path path) {
        return Files.isDirectory(path) ? inspectRun(path) : inspectFile(path);
    }

    private static InspectDocument inspectRun(Path path) {
        ModelBundle bundle = SavedModels.only(path, "inspect shows");
        ModelSpec spec = bundle.spec();
        Network network = network(spec);
        var arrays = network.weights().stream()
                .map(weight -> new ArrayInfo(weight.layer(), weight.name(), weight.dims()))
                .toList();
        return new InspectDocument(
                path.toString(),
                spec.architecture(),
                Layout.SAVED_MODEL.words(),
                sizeOf(bundle.folder()),
                source(bundle).sha256(),
                network.parameters(),
                network.trainableParameters(),
                spec.pixels(),
                spec.input(),
                spec.output(),
                layers(arrays),
                provenance(spec));
    }

    private static InspectDocument inspectFile(Path file) {
        WeightContents contents = WeightFile.contents(file);
        return new InspectDocument(
                file.toString(),
                fitting(file),
                contents.source().layout().words(),
                contents.source().bytes(),
                contents.source().sha256(),
                contents.numbers(),
                null,
                null,
                null,
                null,
                layers(contents.arrays()),
                contents.facts());
    }

    /** The first architecture, at its usual size, that takes these weights; null when none does. */
    private static String fitting(Path file) {
        return Architecture.all().stream()
                .filter(architecture ->
                        WeightFile.mismatch(file, architecture.name(), architecture.network(Architecture.SIDE)) == null)
                .map(Architecture::name)
                .findFirst()
                .orElse(null);
    }

    private static Network network(ModelSpec spec) {
        return spec.network().build(spec.pixels());
    }

    private static WeightSet weights(ModelBundle bundle, Network network) {
        Map<String, float[]> values = BundleWeights.read(bundle);
        var arrays = new ArrayList<WeightArray>();
        for (WeightSpec spec : network.weights()) {
            arrays.add(new WeightArray(spec.path(), spec.dims(), values.get(spec.path())));
        }
        var facts = new LinkedHashMap<String, String>();
        facts.put("model", bundle.spec().architecture());
        facts.putAll(provenance(bundle.spec()));
        return new WeightSet(arrays, source(bundle), facts);
    }

    /** The base alone; a model that is nothing but a head stays whole. */
    private static WeightSet withoutHead(WeightSet weights, Network network) {
        var arrays = weights.arrays().stream()
                .filter(array -> !network.head().contains(array.layer()))
                .toList();
        return arrays.isEmpty() ? weights : new WeightSet(arrays, weights.source(), weights.facts());
    }

    private static WeightSource source(ModelBundle bundle) {
        return WeightSource.of(bundle.folder().resolve("variables/variables.data-00000-of-00001"), Layout.SAVED_MODEL);
    }

    /** What made it, and the pictures and classes it is for: a file of weights alone would not say. */
    private static Map<String, String> provenance(ModelSpec spec) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("height", Integer.toString(spec.pixels().height()));
        facts.put("width", Integer.toString(spec.pixels().width()));
        facts.put("resampling", spec.pixels().resampling().toString());
        facts.put("input", spec.input());
        facts.put("negative", String.join(", ", spec.negative()));
        facts.put("positive", String.join(", ", spec.positive()));
        facts.put("threshold", Double.toString(spec.threshold()));
        spec.provenance().forEach((name, value) -> facts.put(name, String.valueOf(value)));
        return facts;
    }

    private static List<InspectDocument.Layer> layers(List<ArrayInfo> arrays) {
        var shapes = new LinkedHashMap<String, Map<String, long[]>>();
        var counts = new LinkedHashMap<String, Long>();
        for (ArrayInfo array : arrays) {
            shapes.computeIfAbsent(array.layer(), name -> new LinkedHashMap<>()).put(array.name(), array.dims());
            counts.merge(array.layer(), array.count(), Long::sum);
        }
        return shapes.entrySet().stream()
                .map(layer -> new InspectDocument.Layer(layer.getKey(), counts.get(layer.getKey()), layer.getValue()))
                .toList();
    }

    private static long sizeOf(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }
}
