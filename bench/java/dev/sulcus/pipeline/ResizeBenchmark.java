package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.OpenCv;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost one thread to bring decoded pixels to 224×224, by the way it is done? Each ends in RGB: OpenCV's own
 * area averaging, whose results ours equal to the last bit, stands beside the four that are offered.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ResizeBenchmark {
    private static final int SIDE = 224;

    /** Rows and columns of what was decoded. */
    @Param({"240", "512", "1080"})
    public int side;

    private NativeBlock source;
    private NativeBlock target;
    private AddressPointer pointer;
    private PixelWindow window;
    private Resampler area;
    private Resampler nearest;
    private Resampler pillow;
    private Resampler linear;
    private MatHeader header;
    private Mat from;
    private Mat resized;
    private Mat to;
    private Size size;

    /** Pixels are noise: none of the ways looks at them. */
    @Setup
    public void open() {
        OpenCv.require(); // one thread: the workers share the cores
        byte[] noise = new byte[side * side * PixelSpec.CHANNELS];
        new Random(1).nextBytes(noise);
        source = NativeBlock.allocate("benchmark", noise.length);
        source.buffer().clear().put(noise).clear();
        target = NativeBlock.allocate("benchmark", SIDE * SIDE * PixelSpec.CHANNELS);
        pointer = new AddressPointer();
        window = new PixelWindow().show(source.buffer(), source.address(), side, side, PixelSpec.CHANNELS);
        area = new Resampler(new PixelSpec(SIDE, SIDE, Resampling.AREA));
        nearest = new Resampler(new PixelSpec(SIDE, SIDE, Resampling.NEAREST));
        pillow = new Resampler(new PixelSpec(SIDE, SIDE, Resampling.PILLOW_BILINEAR));
        linear = new Resampler(new PixelSpec(SIDE, SIDE, Resampling.LINEAR));
        header = new MatHeader();
        from = header.over(window);
        resized = new Mat(SIDE, SIDE, opencv_core.CV_8UC3);
        to = new Mat(SIDE, SIDE, opencv_core.CV_8UC3, pointer.aim(target.address(), target.bytes()));
        size = new Size(SIDE, SIDE);
    }

    /** Frees what was opened. */
    @TearDown
    public void free() {
        size.close();
        to.close();
        resized.close();
        header.close();
        linear.close();
        pillow.close();
        nearest.close();
        area.close();
        pointer.close();
        target.close();
        source.close();
    }

    /** The default. */
    @Benchmark
    public void area() {
        area.resample(window, target.address());
    }

    /** Keras' default when it reads folders. */
    @Benchmark
    public void nearest() {
        nearest.resample(window, target.address());
    }

    /** Pillow's bilinear, to the last bit. */
    @Benchmark
    public void pillowBilinear() {
        pillow.resample(window, target.address());
    }

    /** OpenCV's bilinear interpolation: fast, and skips pixels. */
    @Benchmark
    public void linear() {
        linear.resample(window, target.address());
    }

    /** Rejected: scalar code. */
    @Benchmark
    public void openCvArea() {
        opencv_imgproc.resize(from, resized, size, 0, 0, opencv_imgproc.INTER_AREA);
        opencv_imgproc.cvtColor(resized, to, opencv_imgproc.COLOR_BGR2RGB);
    }
}
