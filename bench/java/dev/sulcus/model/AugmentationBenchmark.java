package dev.sulcus.model;

import dev.sulcus.device.OpenCv;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.training.StepWork;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
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

/**
 * What does it cost to turn, shift and zoom a batch of 32 pictures: in the graph, or by OpenCV before? The graph casts
 * and takes a mean besides; {@link #castAlone} is that without the moves.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
public class AugmentationBenchmark {
    private static final int BATCH = 32;
    private static final int SIDE = 224;

    private Graph graph;
    private Session session;
    private Placeholder<TUint8> images;
    private Placeholder<TFloat32> transforms;
    private Operand<TFloat32> moved;
    private Operand<TFloat32> still;
    private TUint8 pictures;
    private TFloat32 matrices;
    private Mat matrix;
    private Mat source;
    private Mat target;
    private Size size;
    private Scalar black;

    /** Draws moves as the notebook's recipe does. */
    @Setup
    public void open() {
        OpenCv.require(); // one thread: the workers share the cores
        var augmentation = new Augmentation(AugmentationConfig.NOTEBOOK, StepWork.PIXELS);
        graph = new Graph();
        Ops tf = Ops.create(graph);
        images = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(BATCH, SIDE, SIDE, PixelSpec.CHANNELS)));
        transforms = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(BATCH, Augmentation.TRANSFORM_LENGTH)));
        Operand<TFloat32> cast = Preprocessing.asFloat(tf, images);
        still = tf.math.mean(cast, tf.constant(new int[] {0, 1, 2, 3}));
        moved = tf.math.mean(augmentation.apply(tf, cast, transforms), tf.constant(new int[] {0, 1, 2, 3}));
        session = new Session(graph, StepWork.productSession().toProto());
        pictures = StepWork.noise(BATCH);
        matrices = TFloat32.tensorOf(Shape.of(BATCH, Augmentation.TRANSFORM_LENGTH));
        FloatDataBuffer values = matrices.asRawTensor().data().asFloats();
        for (int row = 0; row < BATCH; row++) {
            augmentation.draw(1, 1, row, values, row);
        }
        openMats(values);
    }

    private void openMats(FloatDataBuffer values) {
        byte[] pixels = new byte[SIDE * SIDE * PixelSpec.CHANNELS];
        pictures.asRawTensor().data().read(pixels);
        source = new Mat(SIDE, SIDE, opencv_core.CV_8UC3);
        source.data().put(pixels, 0, pixels.length);
        target = new Mat(SIDE, SIDE, opencv_core.CV_8UC3);
        matrix = new Mat(2, 3, opencv_core.CV_32F);
        FloatBuffer cells = matrix.createBuffer();
        for (int i = 0; i < 6; i++) {
            cells.put(i, values.getFloat(i));
        }
        size = new Size(SIDE, SIDE);
        black = new Scalar();
    }

    /** Frees what was opened. */
    @TearDown
    public void close() {
        black.close();
        size.close();
        matrix.close();
        target.close();
        source.close();
        matrices.close();
        pictures.close();
        session.close();
        graph.close();
    }

    /** As the product does it. */
    @Benchmark
    public float inGraph() {
        try (Result result = session.runner()
                .feed(images, pictures)
                .feed(transforms, matrices)
                .fetch(moved)
                .run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    /** What {@link #inGraph} does besides moving. */
    @Benchmark
    public float castAlone() {
        try (Result result =
                session.runner().feed(images, pictures).fetch(still).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    /** Rejected: on bytes, which rounds once more, and in the workers, which then decode less. */
    @Benchmark
    public Mat openCv() {
        for (int row = 0; row < BATCH; row++) {
            opencv_imgproc.warpAffine(
                    source,
                    target,
                    matrix,
                    size,
                    opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                    opencv_core.BORDER_REPLICATE,
                    black);
        }
        return target;
    }
}
