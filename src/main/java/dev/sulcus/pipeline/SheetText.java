package dev.sulcus.pipeline;

import java.text.Normalizer;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Text in OpenCV's built-in strokes, which know ASCII alone: letters with marks lose them, others become '?'. */
final class SheetText {
    private static final int FONT = opencv_imgproc.FONT_HERSHEY_DUPLEX;
    private static final String CUT = "...";
    private static final Map<String, String> SPELLED = Map.of(
            "ß", "ss", "æ", "ae", "Æ", "AE", "ø", "o", "Ø", "O", "œ", "oe", "ł", "l", "Ł", "L", "–", "-", "×", "x");

    private SheetText() {}

    /** {@code text} in printable ASCII. */
    static String ascii(String text) {
        String spelled = text;
        for (Map.Entry<String, String> entry : SPELLED.entrySet()) {
            spelled = spelled.replace(entry.getKey(), entry.getValue());
        }
        return Normalizer.normalize(spelled, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^ -~]", "?");
    }

    /** {@code text} in ASCII, its middle cut out until it is at most {@code width} pixels wide. */
    static String fit(String text, double scale, int width) {
        String whole = ascii(text);
        String fitting = whole;
        for (int kept = whole.length() - 1; kept > 0 && width(fitting, scale) > width; kept--) {
            int head = (kept + 1) / 2;
            fitting = whole.substring(0, head) + CUT + whole.substring(whole.length() - (kept - head));
        }
        return fitting;
    }

    /** Draws ASCII {@code text} with its baseline's left end at ({@code x}, {@code y}). */
    static void draw(Mat canvas, String text, int x, int y, double scale, Scalar color) {
        try (BytePointer bytes = new BytePointer(text);
                Point at = new Point(x, y)) {
            opencv_imgproc.putText(canvas, bytes, at, FONT, scale, color, 1, opencv_imgproc.LINE_AA, false);
        }
    }

    static int width(String text, double scale) {
        try (BytePointer bytes = new BytePointer(text);
                IntPointer baseline = new IntPointer(1);
                Size size = opencv_imgproc.getTextSize(bytes, FONT, scale, 1, baseline)) {
            return size.width();
        }
    }
}
