package dev.sulcus.training;

import dev.sulcus.model.Forward;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.model.WrittenGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** The gradients of a loss: derived by TensorFlow, but where a network wrote them itself. */
final class Gradients {
    private Gradients() {}

    /**
     * Adds them to a graph.
     *
     * @param specs of all weights
     * @param reads of them, in the same order: what the gradients are taken by
     * @param indices of the weights to take them by
     * @return one per index, in order
     */
    static List<Operand<TFloat32>> add(
            Graph graph,
            Operand<TFloat32> loss,
            Forward pass,
            List<WeightSpec> specs,
            List<? extends Operand<TFloat32>> reads,
            int[] indices) {
        WrittenGradient written = pass.written();
        var paths = new ArrayList<String>();
        var sources = new ArrayList<Output<?>>();
        for (int index : indices) {
            String path = specs.get(index).path();
            if (written == null || !written.weights().contains(path)) {
                paths.add(path);
                sources.add(reads.get(index).asOutput());
            }
        }
        boolean further = written != null && paths.size() < indices.length;
        if (further) {
            sources.add(written.output().asOutput());
        }
        Output<?>[] derived = graph.addGradients(loss.asOutput(), sources.toArray(Output<?>[]::new));
        Map<String, Operand<TFloat32>> found = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            found.put(paths.get(i), derived[i].expect(TFloat32.class));
        }
        if (further) {
            found.putAll(written.gradients().of(derived[paths.size()].expect(TFloat32.class)));
        }
        var gradients = new ArrayList<Operand<TFloat32>>();
        for (int index : indices) {
            gradients.add(found.get(specs.get(index).path()));
        }
        return gradients;
    }
}
