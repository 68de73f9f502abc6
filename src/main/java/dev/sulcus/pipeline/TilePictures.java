package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The pictures of a {@link ContactSheet}'s tiles. One thread; whoever makes it closes it. */
final class TilePictures implements AutoCloseable {
    private static final int LINE = 2;

    private final int side;
    private final PixelSpec entering;
    private final AddressPointer pointer = new AddressPointer();
    private final ScanLoader loader = new ScanLoader(PipelineConfig.DEFAULT_MAX_PIXELS);
    private final GreyPicture grey = new GreyPicture();
    private final HeadFinder head = new HeadFinder();
    private final Scalar lineColor = new Scalar(0x3C, 0xB4, 0xF5, 0);
    private ScanDecoder decoder;
    private NativeBlock decoded;

    /**
     * Pictures that fit into a square.
     *
     * @param entering what a model sees; null when no tile asks for that
     */
    TilePictures(int side, PixelSpec entering) {
        this.side = side;
        this.entering = entering;
    }

    /**
     * One picture, grey or BGR, of at most {@code side} pixels; the caller closes it.
     *
     * @throws Fault of kind data when the file can't be used
     */
    Mat open(Path file, ContactSheet.Look look) {
        return switch (look) {
            case STORED -> Thumbnails.shrink(loader.load(file, ScanLoader.COLOR_AS_STORED), side);
            case FRAMED -> framed(file);
            case ENTERING -> entering(file);
        };
    }

    @Override
    public void close() {
        loader.close();
        grey.close();
        head.close();
        lineColor.close();
        pointer.close();
        if (decoder != null) {
            decoder.close();
            decoded.close();
        }
    }

    private Mat framed(Path file) {
        Mat picture = loader.load(file, ScanLoader.COLOR_AS_STORED);
        head.find(grey.of(loader.window()));
        double scale = Math.min(1, (double) side / Math.max(picture.cols(), picture.rows()));
        try (Mat small = Thumbnails.shrink(picture, side);
                Rect box = box(scale, small)) {
            Mat drawn = new Mat();
            if (small.channels() == 1) {
                opencv_imgproc.cvtColor(small, drawn, opencv_imgproc.COLOR_GRAY2BGR);
            } else {
                small.copyTo(drawn);
            }
            opencv_imgproc.rectangle(drawn, box, lineColor, LINE, opencv_imgproc.LINE_8, 0);
            return drawn;
        }
    }

    private Rect box(double scale, Mat small) {
        int left = (int) Math.round(head.left() * scale);
        int top = (int) Math.round(head.top() * scale);
        int right = Math.min(small.cols(), (int) Math.round((head.left() + head.width()) * scale));
        int bottom = Math.min(small.rows(), (int) Math.round((head.top() + head.height()) * scale));
        return new Rect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private Mat entering(Path file) {
        if (decoder == null) {
            decoded = NativeBlock.allocate("picture of a tile", entering.imageBytes());
            decoder = ScanDecoder.open(entering, PipelineConfig.DEFAULT_MAX_PIXELS);
        }
        String failure = decoder.decode(file, decoded.address());
        if (failure != null) {
            throw Fault.data(failure);
        }
        try (Mat rgb = new Mat(
                entering.height(),
                entering.width(),
                opencv_core.CV_8UC3,
                pointer.aim(decoded.address(), entering.imageBytes()))) {
            opencv_imgproc.cvtColor(rgb, rgb, opencv_imgproc.COLOR_RGB2BGR);
            return Thumbnails.shrink(rgb, side);
        }
    }
}
