package dev.sulcus.pipeline;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.device.OpenCv;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Pictures with captions in titled grids, as one PNG on a dark ground. All native memory is freed before it returns. */
public final class ContactSheet implements AutoCloseable {
    /** A title and the pictures under it. */
    public record Section(String title, List<Tile> tiles) {}

    /** What a tile shows of its file. */
    public enum Look {
        /** The picture as it is stored. */
        STORED,
        /** The picture with the line along which {@link Region#HEAD} would cut. */
        FRAMED,
        /** The pixels that enter a model. */
        ENTERING
    }

    /** One picture; a file that can't be used leaves its place empty and says so. */
    public record Tile(Path file, String caption, Look look) {
        /** The picture as it is stored. */
        public Tile(Path file, String caption) {
            this(file, caption, Look.STORED);
        }
    }

    private static final int MARGIN = 28;
    private static final int GAP = 14;
    private static final int TITLE_HEIGHT = 52;
    private static final int CAPTION_HEIGHT = 26;
    private static final double TITLE_SCALE = 0.8;
    private static final double CAPTION_SCALE = 0.42;
    private static final long MOST_PIXELS = 100_000_000;

    private final int columns;
    private final int tileSide;
    private final Mat canvas;
    private final TilePictures pictures;
    private final Scalar ground = bgr(0x14, 0x17, 0x1C);
    private final Scalar frame = bgr(0x2A, 0x30, 0x3A);
    private final Scalar titleColor = bgr(0xF2, 0xF4, 0xF8);
    private final Scalar captionColor = bgr(0xA9, 0xB3, 0xC1);

    private ContactSheet(int columns, int tileSide, int height, PixelSpec entering) {
        this.pictures = new TilePictures(tileSide, entering);
        this.columns = columns;
        this.tileSide = tileSide;
        this.canvas = new Mat(height, width(columns, tileSide), opencv_core.CV_8UC3, ground);
    }

    /** As {@link #write(Path, List, int, int, PixelSpec)}, where no tile shows what enters a model. */
    public static void write(Path target, List<Section> sections, int columns, int tileSide) {
        write(target, sections, columns, tileSide, null);
    }

    /**
     * Writes the sheet as a PNG, whole or not at all.
     *
     * @param columns tiles side by side, 1 to 32
     * @param tileSide side of a tile's square in pixels, 64 to 1024; pictures are shrunk to fit, never cropped
     * @param entering what {@link Look#ENTERING} shows; null when no tile asks for that
     * @throws Fault of kind usage when the sheet would exceed 100 million pixels, of kind data when it can't be written
     */
    public static void write(Path target, List<Section> sections, int columns, int tileSide, PixelSpec entering) {
        PipelineConfig.require("columns", columns, 1, 32, "tiles");
        PipelineConfig.require("tileSide", tileSide, 64, 1024, "pixels");
        OpenCv.require();
        long height = MARGIN;
        for (Section section : sections) {
            height += sectionHeight(section, columns, tileSide);
        }
        if (height * width(columns, tileSide) > MOST_PIXELS) {
            throw Fault.usage("a sheet of " + width(columns, tileSide) + " × " + height
                    + " pixels is too large; choose fewer tiles");
        }
        try (ContactSheet sheet = new ContactSheet(columns, tileSide, (int) height, entering)) {
            int top = MARGIN / 2;
            for (Section section : sections) {
                sheet.draw(section, top);
                top += (int) sectionHeight(section, columns, tileSide);
            }
            byte[] png = Thumbnails.encode(".png", sheet.canvas);
            AtomicFile.write(target, out -> out.write(png));
        }
    }

    @Override
    public void close() {
        canvas.close();
        pictures.close();
        ground.close();
        frame.close();
        titleColor.close();
        captionColor.close();
    }

    private void draw(Section section, int top) {
        int inner = width(columns, tileSide) - 2 * MARGIN;
        String title = SheetText.fit(section.title(), TITLE_SCALE, inner);
        SheetText.draw(canvas, title, MARGIN, top + TITLE_HEIGHT - GAP - 4, TITLE_SCALE, titleColor);
        for (int i = 0; i < section.tiles().size(); i++) {
            int x = MARGIN + i % columns * (tileSide + GAP);
            int y = top + TITLE_HEIGHT + i / columns * rowHeight(tileSide);
            draw(section.tiles().get(i), x, y);
        }
    }

    private void draw(Tile tile, int x, int y) {
        fill(x, y, tileSide, tileSide, frame);
        String failure = place(tile, x, y);
        if (failure != null) {
            String text = SheetText.fit("unreadable", CAPTION_SCALE, tileSide);
            int left = x + (tileSide - SheetText.width(text, CAPTION_SCALE)) / 2;
            SheetText.draw(canvas, text, left, y + tileSide / 2, CAPTION_SCALE, captionColor);
        }
        String caption = SheetText.fit(tile.caption(), CAPTION_SCALE, tileSide);
        SheetText.draw(canvas, caption, x, y + tileSide + CAPTION_HEIGHT - 9, CAPTION_SCALE, captionColor);
    }

    /** Puts the picture into the middle of its square; the answer is why it can't, or null. */
    private String place(Tile tile, int x, int y) {
        try (Mat small = pictures.open(tile.file(), tile.look())) {
            int left = x + (tileSide - small.cols()) / 2;
            int top = y + (tileSide - small.rows()) / 2;
            try (Rect place = new Rect(left, top, small.cols(), small.rows());
                    Mat spot = new Mat(canvas, place)) {
                if (small.channels() == 1) {
                    opencv_imgproc.cvtColor(small, spot, opencv_imgproc.COLOR_GRAY2BGR);
                } else {
                    small.copyTo(spot);
                }
            }
            return null;
        } catch (Fault e) {
            if (e.kind() != FaultKind.DATA) {
                throw e;
            }
            return e.getMessage();
        }
    }

    private void fill(int x, int y, int width, int height, Scalar color) {
        try (Rect area = new Rect(x, y, width, height)) {
            opencv_imgproc.rectangle(canvas, area, color, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
        }
    }

    private static int width(int columns, int tileSide) {
        return 2 * MARGIN + columns * tileSide + (columns - 1) * GAP;
    }

    private static int rowHeight(int tileSide) {
        return tileSide + CAPTION_HEIGHT + GAP;
    }

    private static long sectionHeight(Section section, int columns, int tileSide) {
        int rows = (section.tiles().size() + columns - 1) / columns;
        return TITLE_HEIGHT + (long) rows * rowHeight(tileSide);
    }

    private static Scalar bgr(int red, int green, int blue) {
        return new Scalar(blue, green, red, 0);
    }
}
