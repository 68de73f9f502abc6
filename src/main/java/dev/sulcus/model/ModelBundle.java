package dev.sulcus.model;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.types.TFloat32;

/**
 * A trained model on disk: a SavedModel and {@value #SPEC} in one folder. Appears whole or not at all.
 *
 * @param folder where it is
 * @param spec what it is
 */
public record ModelBundle(Path folder, ModelSpec spec) {
    /** The file that says what the model is. */
    public static final String SPEC = "sulcus.json";

    /** Without the variables TensorFlow loads the graph and fails at the first batch. */
    private static final List<String> FILES =
            List.of("saved_model.pb", "variables/variables.index", "variables/variables.data-00000-of-00001");

    /**
     * Writes a bundle, replacing what is there.
     *
     * @param values one tensor per weight of the network, in order; borrowed
     * @throws Fault of kind data when it can't be written
     */
    public static ModelBundle write(Path folder, ModelSpec spec, List<TFloat32> values) {
        Network network = spec.network().build(spec.pixels());
        AtomicFile.writeFolder(folder, temporary -> {
            SavedModelWriter.write(temporary, network, spec.pixels(), values);
            Files.writeString(temporary.resolve(SPEC), Json.pretty(spec));
        });
        return new ModelBundle(folder, spec);
    }

    /**
     * Reads what a bundle is, without loading its weights.
     *
     * @param path the folder, or a run's folder that has it under {@code model/}
     * @throws Fault of kind data when there is none, or a newer program wrote it
     */
    public static ModelBundle find(Path path) {
        Path folder = Files.isRegularFile(path.resolve(SPEC)) ? path : path.resolve("model");
        if (!Files.isRegularFile(folder.resolve(SPEC))) {
            throw Fault.data(path + ": no trained model here (looked for " + SPEC + " and model/" + SPEC
                    + "); name the folder that train wrote");
        }
        ModelSpec spec = Json.read(folder.resolve(SPEC), ModelSpec.class);
        for (String name : FILES) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw Fault.data(
                        folder + ": the saved model is damaged (it lacks " + name + "); train or copy it again");
            }
        }
        return new ModelBundle(folder, spec);
    }
}
