package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Reverse-mode differentiation of a forward pass whose layers write their own gradients: each layer notes what to do
 * with the gradient of its output, and the notes are played backwards. Of what is added, TensorFlow runs the part that
 * somebody asks for. Not thread-safe; played once.
 *
 * @param <T> in what gradients of activations are; those of weights are float32
 */
final class Tape<T extends TNumber> {
    private final Ops tf;
    private final Deque<Runnable> notes = new ArrayDeque<>();
    private final Map<Output<T>, List<Operand<T>>> given = new HashMap<>();
    private final Map<String, Operand<TFloat32>> weights = new HashMap<>();

    Tape(Ops tf) {
        this.tf = tf;
    }

    /** Notes what turns the gradient of {@code output} into gradients of what it was made of. */
    void note(Operand<T> output, Consumer<Operand<T>> backward) {
        notes.push(() -> backward.accept(take(output)));
    }

    /** A share of the gradient of an activation; the shares of its readers are summed. */
    void give(Operand<T> activation, Operand<T> gradient) {
        given.computeIfAbsent(activation.asOutput(), none -> new ArrayList<>()).add(gradient);
    }

    /** The gradient of a weight that is read once. */
    void weight(String layer, String name, Operand<TFloat32> gradient) {
        if (weights.put(layer + "/" + name, gradient) != null) {
            throw Fault.bug(layer + "/" + name + " has two gradients");
        }
    }

    /** Plays the notes: the gradients of all weights by path, from that of the last output. */
    Map<String, Operand<TFloat32>> play(Operand<T> output, Operand<T> gradient) {
        give(output, gradient);
        notes.forEach(Runnable::run); // the last one first
        return Map.copyOf(weights);
    }

    private Operand<T> take(Operand<T> output) {
        List<Operand<T>> shares = given.getOrDefault(output.asOutput(), List.of());
        if (shares.isEmpty()) {
            throw Fault.bug("nobody gave a gradient to " + output.op().name());
        }
        return shares.size() == 1 ? shares.get(0) : tf.math.addN(shares);
    }
}
