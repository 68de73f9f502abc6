package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A heat map over the scan that it belongs to, in the scan's own geometry. The colours are OpenCV's "inferno", whose steps
 * look even to the eye; where the map is cold the scan shows through. For people. Holds one scan at a time; one thread;
 * whoever opens it closes it.
 */
public final class HeatOverlay implements AutoCloseable {
    /** How much of the colour covers the scan where the map is hottest. */
    private static final double COVER = 0.6;

    private static final int GAP = 8;
    private static final int LEVELS = 256;

    private final PixelSpec pixels;
    private final ScanLoader loader;
    private final GreyPicture grey = new GreyPicture();
    private final HeadFinder head = new HeadFinder();
    private final byte[] colors; // BGR by level
    private Mat scan;
    private Mat covered;
    private PictureFrame frame;
    private int scanWidth;
    private int scanHeight;

    private HeatOverlay(PixelSpec pixels, long maxPixels) {
        this.pixels = pixels;
        this.loader = new ScanLoader(maxPixels);
        this.colors = colors();
    }

    /**
     * Opens one for pictures of one kind.
     *
     * @param pixels what the model saw of the scans
     * @param maxPixels more are refused before decoding
     * @throws Fault of kind device without OpenCV
     */
    public static HeatOverlay open(PixelSpec pixels, long maxPixels) {
        PipelineConfig.requireMaxPixels(maxPixels);
        return new HeatOverlay(pixels, maxPixels);
    }

    /**
     * Lays {@code heat} over a scan; {@link #pair} and {@link #jpeg} show it then.
     *
     * @param side the longer side is shrunk to this many pixels when it is longer, 16 to 4096
     * @return where the picture that the model saw lies in the scan as it is stored
     * @throws Fault of kind data, naming the file, when it can't be used
     */
    public PictureFrame lay(HeatMap heat, Path file, int side) {
        PipelineConfig.require("side", side, 16, 4096, "pixels");
        closeImages();
        try {
            Mat decoded = loader.load(file, ScanLoader.COLOR_AS_STORED);
            scanWidth = decoded.cols();
            scanHeight = decoded.rows();
            frame = frame(loader.window());
            double zoom = show(decoded, side);
            covered = cover(scan, heat, zoom);
            return frame;
        } catch (Fault e) {
            throw e.kind() == FaultKind.DATA ? Fault.data(file + ": " + e.getMessage(), e) : e;
        }
    }

    /** Columns of the scan as it is stored. */
    public int scanWidth() {
        return scanWidth;
    }

    /** Rows of the scan as it is stored. */
    public int scanHeight() {
        return scanHeight;
    }

    /** The scan and, to its right, the same under the map, a ring around the peak: a PNG. */
    public byte[] pair() {
        int width = scan.cols();
        try (Scalar black = new Scalar(0, 0, 0, 0);
                Mat both = new Mat(scan.rows(), 2 * width + GAP, opencv_core.CV_8UC3, black)) {
            paste(scan, both, 0);
            paste(covered, both, width + GAP);
            return Thumbnails.encode(".png", both);
        }
    }

    /** The scan under the map alone: a JPEG. */
    public byte[] jpeg() {
        return Thumbnails.encode(".jpg", covered);
    }

    @Override
    public void close() {
        closeImages();
        loader.close();
        grey.close();
        head.close();
    }

    private PictureFrame frame(PixelWindow whole) {
        if (pixels.region() == Region.WHOLE) {
            return PictureFrame.of(pixels, 0, 0, whole.width(), whole.height());
        }
        head.find(grey.of(whole));
        return PictureFrame.of(pixels, head.left(), head.top(), head.width(), head.height());
    }

    /** Makes {@link #scan} of the decoded pixels, BGR; the answer is how many of its pixels one of theirs became. */
    private double show(Mat decoded, int side) {
        try (Mat small = Thumbnails.shrink(decoded, side)) {
            scan = new Mat();
            if (small.channels() == 1) {
                opencv_imgproc.cvtColor(small, scan, opencv_imgproc.COLOR_GRAY2BGR);
            } else {
                small.copyTo(scan);
            }
            return (double) scan.cols() / decoded.cols();
        }
    }

    private Mat cover(Mat image, HeatMap heat, double zoom) {
        Mat out = image.clone();
        ByteBuffer bgr = out.createBuffer();
        for (int y = 0; y < out.rows(); y++) {
            double row = frame.row((y + 0.5) / zoom - 0.5);
            for (int x = 0; x < out.cols(); x++) {
                double column = frame.column((x + 0.5) / zoom - 0.5);
                if (seen(row, pixels.height()) && seen(column, pixels.width())) {
                    tint(bgr, (y * out.cols() + x) * 3, heat.at(row, column));
                }
            }
        }
        if (!heat.blank()) {
            ring(out, heat, zoom);
        }
        return out;
    }

    /** Whether a place lies in the picture that the model saw: what was cut away got no say. */
    private static boolean seen(double place, int length) {
        return place >= -0.5 && place < length - 0.5;
    }

    private void tint(ByteBuffer bgr, int at, float heat) {
        int level = Math.round(heat * (LEVELS - 1)) * 3;
        double cover = COVER * heat;
        for (int channel = 0; channel < 3; channel++) {
            double under = bgr.get(at + channel) & 0xff;
            double over = colors[level + channel] & 0xff;
            bgr.put(at + channel, (byte) Math.round(under + (over - under) * cover));
        }
    }

    private void ring(Mat out, HeatMap heat, double zoom) {
        int x = (int) Math.round((frame.scanX(heat.peakColumn()) + 0.5) * zoom - 0.5);
        int y = (int) Math.round((frame.scanY(heat.peakRow()) + 0.5) * zoom - 0.5);
        int radius = Math.max(3, Math.max(out.cols(), out.rows()) / 50);
        try (Point middle = new Point(x, y);
                Scalar white = new Scalar(255, 255, 255, 0)) {
            opencv_imgproc.circle(out, middle, radius, white, 1, opencv_imgproc.LINE_AA, 0);
        }
    }

    private static void paste(Mat image, Mat canvas, int left) {
        try (Rect place = new Rect(left, 0, image.cols(), image.rows());
                Mat spot = new Mat(canvas, place)) {
            image.copyTo(spot);
        }
    }

    private static byte[] colors() {
        byte[] levels = new byte[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = (byte) i;
        }
        byte[] bgr = new byte[LEVELS * 3];
        try (BytePointer ramp = new BytePointer(levels);
                Mat in = new Mat(1, LEVELS, opencv_core.CV_8UC1, ramp);
                Mat out = new Mat()) {
            opencv_imgproc.applyColorMap(in, out, opencv_imgproc.COLORMAP_INFERNO);
            ByteBuffer buffer = out.createBuffer();
            buffer.get(bgr);
        }
        return bgr;
    }

    private void closeImages() {
        if (scan != null) {
            scan.close();
            scan = null;
        }
        if (covered != null) {
            covered.close();
            covered = null;
        }
    }
}
