package dev.sulcus.training;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.fault.Fault;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DoubleDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * What logistic regression minimises: Σ wᵢ · log-loss(yᵢ, σ(xᵢ·w + b)) + ½‖w‖²/C, with x = bytes / 255 and the intercept b
 * free of penalty, as in scikit-learn's LogisticRegression. Value and gradient are computed by a graph, in double
 * precision, some rows at a time: only those rows ever exist as floating-point numbers. Sums over blocks are taken in the
 * order of the rows, so that the same data give the same bits. Owns graph, session and a share of the matrix's memory; not
 * thread-safe.
 */
final class LogisticObjective implements Lbfgs.Objective, AutoCloseable {
    /** Rows as doubles, at most: a quarter of this costs a fifth more time, twice as much is slower again. */
    static final long BLOCK_BYTES = 16L << 20;

    private static final double WHITE = 255;

    private final int rows;
    private final int features;
    private final double c;
    private final Graph graph = new Graph();
    private final Session session;
    private final TFloat64 pointValue;
    private final DoubleDataBuffer pointValues;
    private final TInt64 blockValue = TInt64.vectorOf(0, 0);
    private final long ledgerId;
    private final Placeholder<TFloat64> pointFeed;
    private final Placeholder<TInt64> blockFeed;
    private final Op begin;
    private final Op addBlock;
    private final Operand<TFloat64> sums;
    private final Operand<TFloat64> slope;
    private int correct;
    private long evaluations;

    /**
     * Takes in the data.
     *
     * @param matrix uint8 with one row per sample, [N, ...]; borrowed for the call, but its memory stays in use until this
     *     is closed
     * @param labels N of them, 0 or 1
     * @param weights N of them: what each sample's loss is multiplied by
     * @param c inverse strength of the penalty
     */
    LogisticObjective(TUint8 matrix, int[] labels, double[] weights, double c, SessionConfig config) {
        this.c = c;
        rows = labels.length;
        if (matrix.shape().get(0) != rows || weights.length != rows) {
            throw Fault.bug(
                    "a matrix " + matrix.shape() + " with " + rows + " labels and " + weights.length + " weights");
        }
        features = Math.toIntExact(matrix.shape().size() / rows);
        pointValue = TFloat64.tensorOf(Shape.of(features + 1L));
        pointValues = pointValue.asRawTensor().data().asDoubles();
        ledgerId = NativeBlocks.opened("logistic objective", matrix.numBytes() + pointValue.numBytes());
        Ops tf = Ops.create(graph);
        pointFeed = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(features + 1L)));
        blockFeed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
        var pixels = new Cell<>(tf, TUint8.class, Shape.of(rows, features), "pixels");
        var scaled = new Cell<>(tf, TFloat64.class, Shape.of(features, 1), "scaled");
        var intercept = new Cell<>(tf, TFloat64.class, Shape.of(1), "intercept");
        var sumsCell = new Cell<>(tf, TFloat64.class, Shape.of(3), "sums");
        var slopeCell = new Cell<>(tf, TFloat64.class, Shape.of(features, 1), "slope");
        begin = tf.withControlDependencies(List.of(
                        scaled.set(tf.math.div(column(tf, part(tf, pointFeed, 0, features)), tf.constant(WHITE))),
                        intercept.set(part(tf, pointFeed, features, 1)),
                        sumsCell.set(tf.constant(new double[3])),
                        slopeCell.set(tf.zeros(tf.constant(new long[] {features, 1}), TFloat64.class))))
                .noOp();
        var block = new Block(tf, pixels.read(), tf.constant(asDoubles(labels)), tf.constant(weights));
        Operand<TFloat64> logits = tf.math.add(block.times(scaled.read()), intercept.read());
        addBlock = tf.withControlDependencies(
                        List.of(sumsCell.add(block.sums(logits)), slopeCell.add(block.slope(logits))))
                .noOp();
        sums = sumsCell.read();
        slope = tf.math.div(slopeCell.read(), tf.constant(WHITE));
        Placeholder<TUint8> matrixFeed = tf.placeholder(TUint8.class);
        Op take = pixels.set(tf.reshape(matrixFeed, tf.constant(new long[] {rows, features})));
        session = new Session(graph, config.toProto());
        run("taking in the pixels", session.runner().feed(matrixFeed, matrix).addTarget(take))
                .close();
    }

    /** How many weights there are; a point has one number more, the intercept, last. */
    int features() {
        return features;
    }

    /** How many samples were on the right side of 0.5 in the last evaluation. */
    int correct() {
        return correct;
    }

    /** How often the function was computed. */
    long evaluations() {
        return evaluations;
    }

    /**
     * Value and gradient at w and b.
     *
     * @param point the {@link #features()} weights, then the intercept
     */
    @Override
    public double at(double[] point, double[] gradient) {
        evaluations++;
        pointValues.write(point);
        run("setting weights", session.runner().feed(pointFeed, pointValue).addTarget(begin))
                .close();
        int blockRows = (int) Math.max(1, BLOCK_BYTES / (8L * features));
        for (int row = 0; row < rows; row += blockRows) {
            blockValue.setLong(row, 0);
            blockValue.setLong(Math.min(blockRows, rows - row), 1);
            run("a block of rows", session.runner().feed(blockFeed, blockValue).addTarget(addBlock))
                    .close();
        }
        try (Result result =
                run("reading the gradient", session.runner().fetch(sums).fetch(slope))) {
            ((TFloat64) result.get(1)).asRawTensor().data().asDoubles().read(gradient, 0, features);
            TFloat64 total = (TFloat64) result.get(0);
            gradient[features] = total.getDouble(1);
            correct = (int) total.getDouble(2);
            return total.getDouble(0) + penalty(point, gradient);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        pointValue.close();
        blockValue.close();
        NativeBlocks.closed(ledgerId);
    }

    /** ½‖w‖²/C; adds its gradient. */
    private double penalty(double[] point, double[] gradient) {
        double square = 0;
        for (int i = 0; i < features; i++) {
            square += point[i] * point[i];
            gradient[i] += point[i] / c;
        }
        return square / (2 * c);
    }

    private static Operand<TFloat64> part(Ops tf, Operand<TFloat64> vector, long from, long length) {
        return tf.slice(vector, tf.constant(new long[] {from}), tf.constant(new long[] {length}));
    }

    private static Operand<TFloat64> column(Ops tf, Operand<TFloat64> vector) {
        return tf.reshape(vector, tf.constant(new int[] {-1, 1}));
    }

    private static double[] asDoubles(int[] labels) {
        double[] values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            values[i] = labels[i];
        }
        return values;
    }

    private static Result run(String doing, Session.Runner runner) {
        try {
            return runner.run();
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of(doing, e);
        }
    }

    /** Some rows of the data, as the fed block says: n rows of F features. */
    private final class Block {
        private final Ops tf;
        private final Operand<TFloat64> x; // [n, F], 0 to 255
        private final Operand<TFloat64> y; // [n, 1]
        private final Operand<TFloat64> weights; // [n, 1]

        Block(Ops tf, Operand<TUint8> pixels, Operand<TFloat64> labels, Operand<TFloat64> weights) {
            this.tf = tf;
            x = tf.dtypes.cast(rows(pixels), TFloat64.class);
            y = rows(column(tf, labels));
            this.weights = rows(column(tf, weights));
        }

        /** [n, 1]. */
        Operand<TFloat64> times(Operand<TFloat64> column) {
            return tf.linalg.matMul(x, column);
        }

        /** Weighted loss, gradient by the intercept, and how many are right: [3]. */
        Operand<TFloat64> sums(Operand<TFloat64> logits) {
            // Binary cross-entropy from logits: softplus(z) - z·y, stable for any z.
            Operand<TFloat64> losses = tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, y));
            Operand<TFloat64> called = tf.dtypes.cast(tf.math.greater(logits, tf.constant(0.0)), TFloat64.class);
            Operand<TFloat64> right = tf.dtypes.cast(tf.math.equal(called, y), TFloat64.class);
            return tf.stack(List.of(sum(tf.math.mul(losses, weights)), sum(residuals(logits)), sum(right)));
        }

        /** Gradient by the weights on pixels of 0 to 255: [F, 1]. */
        Operand<TFloat64> slope(Operand<TFloat64> logits) {
            return tf.linalg.matMul(x, residuals(logits), MatMul.transposeA(true));
        }

        private Operand<TFloat64> residuals(Operand<TFloat64> logits) {
            return tf.math.mul(tf.math.sub(tf.math.sigmoid(logits), y), weights);
        }

        private Operand<TFloat64> sum(Operand<TFloat64> column) {
            return tf.reduceSum(column, tf.constant(new int[] {0, 1}));
        }

        private <T extends TType> Operand<T> rows(Operand<T> all) {
            Operand<TInt64> from = tf.slice(blockFeed, tf.constant(new long[] {0}), tf.constant(new long[] {1}));
            Operand<TInt64> count = tf.slice(blockFeed, tf.constant(new long[] {1}), tf.constant(new long[] {1}));
            Operand<TInt64> begins = tf.concat(List.of(from, tf.constant(new long[] {0})), tf.constant(0));
            Operand<TInt64> sizes = tf.concat(List.of(count, tf.constant(new long[] {-1})), tf.constant(0));
            return tf.slice(all, begins, sizes);
        }
    }

    /** A variable of this graph: stays on the device between runs. */
    private record Cell<T extends TType>(Ops tf, Class<T> type, VarHandleOp handle) {
        Cell(Ops tf, Class<T> type, Shape shape, String name) {
            this(tf, type, tf.varHandleOp(type, shape, VarHandleOp.sharedName(name)));
        }

        Op set(Operand<T> value) {
            return tf.assignVariableOp(handle, value);
        }

        Op add(Operand<T> value) {
            return tf.assignAddVariableOp(handle, value);
        }

        Operand<T> read() {
            return tf.readVariableOp(handle, type);
        }
    }
}
