package dev.sulcus.model;

import com.google.protobuf.CodedOutputStream;
import dev.sulcus.pipeline.PixelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Writes a network as TensorFlow's SavedModel: graph with preprocessing inside, variables beside it, one signature
 * that takes uint8 NHWC pictures and returns probabilities. Python's {@code tf.saved_model.load} and TensorFlow Serving
 * read it. TensorFlow Java's own exporter only knows reference variables, hence this one.
 */
final class SavedModelWriter {
    private static final String FILE_NAME = "save/filename:0";
    private static final String SAVED = "save/control_dependency:0";
    private static final String RESTORE = "save/restore_all";

    private static final String VARIABLES = "variables/variables";

    private SavedModelWriter() {}

    /**
     * Writes into {@code folder}, which exists.
     *
     * @param values one tensor per weight, in order; borrowed
     */
    static void write(Path folder, Network network, PixelSpec pixels, List<TFloat32> values) throws IOException {
        Files.createDirectories(folder.resolve("variables"));
        writeVariables(folder.resolve(VARIABLES), network.weights(), values);
        SavedModel model = SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(metaGraph(network, pixels))
                .build();
        try (var out = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
            var ordered = CodedOutputStream.newInstance(out);
            ordered.useDeterministicSerialization(); // attributes are a map: the same model, the same bytes
            model.writeTo(ordered);
            ordered.flush();
        }
    }

    /** Puts the variables of a saved model into those of another graph: by name, so that the graphs need not agree. */
    static void restore(Ops tf, Session session, Path folder, Variables variables) {
        Operand<TString> prefix = tf.constant(folder.resolve(VARIABLES).toString());
        Session.Runner runner = session.runner();
        assigns(tf, prefix, variables).forEach(runner::addTarget);
        runner.run().close();
    }

    /** A graph of its own that only saves what it is fed: no copy of the weights is made. */
    private static void writeVariables(Path prefix, List<WeightSpec> specs, List<TFloat32> values) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            var feeds = new ArrayList<Operand<?>>();
            specs.forEach(spec -> feeds.add(tf.placeholder(TFloat32.class)));
            Op save = tf.train.save(tf.constant(prefix.toString()), names(tf, specs), slices(tf, specs), feeds);
            Session.Runner runner = session.runner().addTarget(save);
            for (int i = 0; i < values.size(); i++) {
                runner.feed(feeds.get(i), values.get(i));
            }
            runner.run().close();
        }
    }

    private static MetaGraphDef metaGraph(Network network, PixelSpec pixels) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var variables = new Variables(tf, network.weights(), "");
            InferenceGraph.add(tf, network, pixels, variables);
            addSaver(tf, variables);
            return MetaGraphDef.newBuilder()
                    .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                    .setGraphDef(graph.toGraphDef())
                    .setSaverDef(SaverDef.newBuilder()
                            .setFilenameTensorName(FILE_NAME)
                            .setSaveTensorName(SAVED)
                            .setRestoreOpName(RESTORE)
                            .setVersion(SaverDef.CheckpointFormatVersion.V2))
                    .putSignatureDef(Signature.DEFAULT_KEY, signature(pixels))
                    .build();
        }
    }

    private static void addSaver(Ops tf, Variables variables) {
        Ops scope = tf.withSubScope("save");
        Operand<TString> file = scope.withName("filename").placeholderWithDefault(tf.constant("model"), Shape.scalar());
        List<WeightSpec> specs = variables.specs();
        Op save = scope.train.save(file, names(tf, specs), slices(tf, specs), List.copyOf(variables.reads()));
        scope.withControlDependencies(save).withName("control_dependency").identity(file);
        scope.withControlDependencies(assigns(scope, file, variables))
                .withName("restore_all")
                .noOp();
    }

    /** Sets every variable to what the file holds under its name. */
    private static List<Op> assigns(Ops tf, Operand<TString> file, Variables variables) {
        List<WeightSpec> specs = variables.specs();
        var types = new ArrayList<Class<? extends TType>>();
        specs.forEach(spec -> types.add(TFloat32.class));
        var restored = tf.train.restore(file, names(tf, specs), slices(tf, specs), types);
        var values = new ArrayList<Operand<TFloat32>>();
        restored.tensors().forEach(output -> values.add(output.asOutput().expect(TFloat32.class)));
        return variables.assigns(tf, values);
    }

    static Operand<TString> names(Ops tf, List<WeightSpec> specs) {
        return strings(tf, specs.stream().map(WeightSpec::path).toArray(String[]::new));
    }

    /** An empty slice per variable: all of it. */
    static Operand<TString> slices(Ops tf, List<WeightSpec> specs) {
        return strings(tf, specs.stream().map(spec -> "").toArray(String[]::new));
    }

    private static Operand<TString> strings(Ops tf, String[] values) {
        try (TString vector = TString.vectorOf(values)) {
            return tf.constantOf(vector);
        }
    }

    private static SignatureDef signature(PixelSpec pixels) {
        return SignatureDef.newBuilder()
                .setMethodName("tensorflow/serving/predict")
                .putInputs(
                        InferenceGraph.INPUT,
                        info(
                                InferenceGraph.INPUT,
                                DataType.DT_UINT8,
                                -1,
                                pixels.height(),
                                pixels.width(),
                                PixelSpec.CHANNELS))
                .putOutputs(InferenceGraph.OUTPUT, info(InferenceGraph.OUTPUT, DataType.DT_FLOAT, -1))
                .build();
    }

    private static TensorInfo info(String name, DataType type, long... dims) {
        var shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dim));
        }
        return TensorInfo.newBuilder()
                .setName(name + ":0")
                .setDtype(type)
                .setTensorShape(shape)
                .build();
    }
}
