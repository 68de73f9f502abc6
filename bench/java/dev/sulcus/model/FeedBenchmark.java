package dev.sulcus.model;

import dev.sulcus.device.SessionConfig;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * What does it cost to bring a batch of 32 decoded pictures into a graph: bytes that the graph turns into numbers, or
 * numbers that were made before? Filling the tensor counts; the graph takes the mean, so that every pixel is read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
public class FeedBenchmark {
    private static final Shape SHAPE = Shape.of(32, 224, 224, 3);

    private final byte[] bytes = new byte[Math.toIntExact(SHAPE.size())];
    private final float[] numbers = new float[bytes.length];
    private Graph graph;
    private Session session;
    private Placeholder<TUint8> byteFeed;
    private Placeholder<TFloat32> numberFeed;
    private Operand<TFloat32> meanOfBytes;
    private Operand<TFloat32> meanOfNumbers;
    private TUint8 byteTensor;
    private TFloat32 numberTensor;
    private FloatDataBuffer numberBuffer;

    /** Builds both graphs. */
    @Setup
    public void open() {
        new Random(1).nextBytes(bytes);
        graph = new Graph();
        Ops tf = Ops.create(graph);
        byteFeed = tf.placeholder(TUint8.class, Placeholder.shape(SHAPE));
        numberFeed = tf.placeholder(TFloat32.class, Placeholder.shape(SHAPE));
        meanOfBytes = mean(tf, Preprocessing.asFloat(tf, byteFeed));
        meanOfNumbers = mean(tf, numberFeed);
        session = new Session(graph, SessionConfig.DEFAULT.toProto());
        byteTensor = TUint8.tensorOf(SHAPE);
        numberTensor = TFloat32.tensorOf(SHAPE);
        numberBuffer = numberTensor.asRawTensor().data().asFloats();
    }

    /** Frees what was opened. */
    @TearDown
    public void close() {
        byteTensor.close();
        numberTensor.close();
        session.close();
        graph.close();
    }

    /** As the product feeds: a byte a pixel. */
    @Benchmark
    public float bytes() {
        byteTensor.asRawTensor().data().write(bytes);
        return run(byteFeed, byteTensor, meanOfBytes);
    }

    /** Rejected: four bytes a pixel, made by a loop in Java. */
    @Benchmark
    public float numbers() {
        for (int i = 0; i < bytes.length; i++) {
            numbers[i] = bytes[i] & 0xff;
        }
        numberBuffer.write(numbers);
        return run(numberFeed, numberTensor, meanOfNumbers);
    }

    /** The same when the numbers are there already. */
    @Benchmark
    public float numbersReady() {
        return run(numberFeed, numberTensor, meanOfNumbers);
    }

    private float run(Operand<?> feed, TType tensor, Operand<TFloat32> mean) {
        try (Result result =
                session.runner().feed(feed.asOutput(), tensor).fetch(mean).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> pictures) {
        return tf.math.mean(pictures, tf.constant(new int[] {0, 1, 2, 3}));
    }
}
