package dev.sulcus.training;

import dev.sulcus.model.Initializer;
import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Dynamic loss scaling, which float16 needs (Micikevicius et al., ICLR 2018, 3.2): gradients are taken of the loss times a
 * power of two, so that small ones don't vanish, and divided again in float32, which loses nothing. One that isn't finite
 * halves the scale and its step's update is left out: weights, moments and statistics stay as they were. After
 * {@value #GOOD_STEPS} good steps the scale doubles. Scale and counts are variables of the graph, so that a checkpoint has
 * them and no step waits for the host. Not thread-safe.
 */
final class LossScale {
    /** The first scale, 2¹⁵. */
    static final float START = 32_768;
    /** The largest, 2²⁴: where gradients vanish altogether it would otherwise double without end. */
    static final float MOST = 16_777_216;
    /** How many updates in a row are made before the scale doubles. */
    static final int GOOD_STEPS = 2000;

    /** Powers of Adam's decays may vanish; their quotient must not become 0/0. */
    private static final float LEAST_POWER = 1e-30f;

    private final Variables state;

    /** Adds the variables to a graph. */
    LossScale(Ops tf) {
        List<WeightSpec> specs = List.of(
                scalar("scale", Initializer.ONES), // in units of START
                scalar("good_steps", Initializer.ZEROS),
                scalar("skipped_steps", Initializer.ZEROS));
        state = new Variables(tf, specs, "");
    }

    /** Scale, good steps since it changed, and all skipped steps, which come last. */
    Variables variables() {
        return state;
    }

    /** What one step does with it; {@code after} puts its reads after the step before. */
    Step step(Ops tf, Ops after) {
        return new Step(tf, after);
    }

    private static WeightSpec scalar(String name, Initializer initializer) {
        return new WeightSpec("loss_scale", name, new long[0], initializer);
    }

    /** One step's part in the graph. Not thread-safe. */
    final class Step {
        static final int RESULTS = 2;

        private final Ops tf;
        private final Operand<TFloat32> units;
        private final Operand<TFloat32> good;
        private final Operand<TFloat32> skipped;
        private final Operand<TFloat32> scale;
        private Operand<TBool> finite;
        private Operand<TFloat32> skips;

        private Step(Ops tf, Ops after) {
            this.tf = tf;
            units = after.readVariableOp(state.handle(0), TFloat32.class);
            good = after.readVariableOp(state.handle(1), TFloat32.class);
            skipped = after.readVariableOp(state.handle(2), TFloat32.class);
            scale = tf.math.mul(units, tf.constant(START));
        }

        /** The loss that gradients are taken of. Nobody else may see it. */
        Operand<TFloat32> scaled(Operand<TFloat32> loss) {
            return tf.math.mul(loss, scale);
        }

        /** The gradients of the loss itself, from those of the scaled one; zeros, all of them, where one isn't finite. */
        List<Operand<TFloat32>> unscaled(List<Operand<TFloat32>> gradients) {
            var squares = new ArrayList<Operand<TFloat32>>();
            gradients.forEach(gradient -> squares.add(tf.nn.l2Loss(gradient)));
            // One number, not finite where any of them isn't; a sound square would have to exceed 1e38.
            finite = tf.math.isFinite(tf.math.addN(squares));
            skips = ifFinite(tf.constant(0f), tf.constant(1f));
            Operand<TFloat32> factor = ifFinite(tf.math.div(tf.constant(1f), scale), tf.constant(0f));
            // The product that is 0 where the factor is, whatever the gradient.
            return gradients.stream()
                    .<Operand<TFloat32>>map(gradient -> tf.math.mulNoNan(gradient, factor))
                    .toList();
        }

        /** {@code value} in a step that is made, {@code otherwise} in one that is skipped; of one shape. */
        Operand<TFloat32> ifFinite(Operand<TFloat32> value, Operand<TFloat32> otherwise) {
            return tf.select(finite, value, otherwise);
        }

        /**
         * A decay of Adam's to the power of how many updates there have been with this one, from that to the power of how
         * many steps: skipped ones don't count.
         */
        Operand<TFloat32> ofUpdates(Operand<TFloat32> ofSteps, double decay) {
            Operand<TFloat32> ofSkipped = tf.math.pow(tf.constant((float) decay), skipped);
            return tf.math.div(ofSteps, tf.math.maximum(ofSkipped, tf.constant(LEAST_POWER)));
        }

        /** Adds what a step does to the scale and the counts. */
        List<Op> updates() {
            Operand<TFloat32> more = tf.math.add(good, tf.constant(1f));
            Operand<TBool> enough = tf.math.greaterEqual(more, tf.constant((float) GOOD_STEPS));
            Operand<TFloat32> doubled = tf.math.minimum(tf.math.mul(units, tf.constant(2f)), tf.constant(MOST / START));
            Operand<TFloat32> raised = tf.select(enough, doubled, units);
            Operand<TFloat32> halved = tf.math.mul(units, tf.constant(0.5f));
            Operand<TFloat32> counted = tf.select(enough, tf.constant(0f), more);
            return List.of(
                    tf.assignVariableOp(state.handle(0), ifFinite(raised, halved)),
                    tf.assignVariableOp(state.handle(1), ifFinite(counted, tf.constant(0f))),
                    tf.assignVariableOp(state.handle(2), tf.math.add(skipped, skips)));
        }

        /** Asks for {@value #RESULTS} results. */
        void fetch(Session.Runner runner) {
            runner.fetch(skips).fetch(scale);
        }

        /** What a step told, from {@code first} on of what {@link #fetch} asked for. */
        StepResult result(double loss, int correct, Result told, int first) {
            boolean left = ((TFloat32) told.get(first)).getFloat() > 0;
            return new StepResult(loss, correct, left, ((TFloat32) told.get(first + 1)).getFloat());
        }
    }
}
