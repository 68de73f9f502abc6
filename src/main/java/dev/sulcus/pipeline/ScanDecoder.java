package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * From a file to RGB pixels at an address, the form in which a model sees every scan.
 *
 * <p>What a file becomes, by its content and never by its name:
 *
 * <ul>
 *   <li>grey (JPEG, PNG, BMP, TIFF): R = G = B;
 *   <li>palette: each index through its colour;
 *   <li>grey or RGB with alpha: alpha is dropped and the colours stay as stored, as in Pillow;
 *   <li>16 bits per channel: the upper 8;
 *   <li>CMYK: OpenCV's conversion without a colour profile, within 1 level of Pillow's;
 *   <li>1, 2 and 4 bits: spread to 0 … 255;
 *   <li>several pages or frames: the first of TIFF; an animated WebP is refused;
 *   <li>the camera's rotation (EXIF) and colour profiles are not applied.
 * </ul>
 *
 * <p>Then what the spec asks for happens, in this order: the {@link Region} is cut out, the {@link Tone} turns it grey, it
 * is resampled to the spec's size or, by {@link Fit#PAD}, to the largest that fits there, and the tone is stretched.
 * {@code AREA} is OpenCV's area averaging where both sides shrink or stay, and its bilinear interpolation otherwise;
 * {@code LINEAR} is the latter throughout; the other two are Pillow's. {@link Decoding} may have a large JPEG begin
 * smaller. All scratch memory is allocated
 * once and grows to the largest picture seen, up to 48 MB; beyond, it is given back with the next picture. One thread;
 * whoever opens it closes it.
 */
public final class ScanDecoder implements AutoCloseable {
    private final PixelSpec pixels;
    private final StageClock clock;
    private final ScanLoader loader;
    private final Resampler resampler;
    private final AddressPointer target = new AddressPointer();
    private final AddressPointer source = new AddressPointer();

    ScanDecoder(PixelSpec pixels, long maxPixels, StageClock clock) {
        PipelineConfig.requireMaxPixels(maxPixels);
        this.pixels = pixels;
        this.clock = clock;
        this.loader = new ScanLoader(maxPixels);
        this.resampler = new Resampler(pixels);
    }

    /**
     * Opens a decoder.
     *
     * @param maxPixels more are refused before decoding
     * @throws Fault of kind device without OpenCV, of kind memory without room for the scratch
     */
    public static ScanDecoder open(PixelSpec pixels, long maxPixels) {
        return new ScanDecoder(pixels, maxPixels, new StageClock());
    }

    /**
     * Decodes {@code file} into the {@link PixelSpec#imageBytes()} bytes at {@code address}: RGB [H, W, 3], the caller's
     * memory. The last operation of the way writes there; nothing is copied afterwards.
     *
     * @return null when all is well; else one line, without the file's name, why the file can't be used: its pixels are
     *     then zero
     * @throws Fault of kind memory when a scratch block can't grow
     */
    public String decode(Path file, long address) {
        return decode(file, 0, address);
    }

    /**
     * As above.
     *
     * @param name address of the file's name from {@link FileNames}, or 0
     */
    String decode(Path file, long name, long address) {
        String failure = tryDecode(file, name, address);
        if (failure != null) {
            clear(address);
        }
        return failure;
    }

    /**
     * Keeps a JPEG's bytes in {@code rows} where {@code choice} takes it, and decodes any other file as above.
     *
     * @return as above; what is kept may still turn out to be damaged
     */
    String keep(Path file, long name, long address, EncodedRows rows, int row, EncodedChoice choice) {
        String failure = tryKeep(file, name, address, rows, row, choice);
        if (failure != null) {
            clear(address);
        }
        return failure;
    }

    /** Where the time went since this was opened; nothing waits here. */
    public StageTimes times() {
        return clock.times();
    }

    @Override
    public void close() {
        loader.close();
        resampler.close();
        target.close();
        source.close();
    }

    private void clear(long address) {
        Pointer.memset(target.aim(address, pixels.imageBytes()), 0, pixels.imageBytes());
    }

    private String tryDecode(Path file, long name, long address) {
        try {
            resample(loader.show(file, name, pixels), address);
            return null;
        } catch (Fault e) {
            return reason(e);
        } finally {
            count();
        }
    }

    private String tryKeep(Path file, long name, long address, EncodedRows rows, int row, EncodedChoice choice) {
        try {
            ImageHeader header = loader.look(file, name);
            boolean kept = header.format() == ImageFormat.JPEG
                    && header.mode() != ColorMode.CMYK
                    && choice.takes(header.width(), header.height());
            if (kept) {
                int bytes = loader.bytes().limit();
                Pointer.memcpy(target.aim(rows.add(row, bytes), bytes), source.aim(loader.address(), bytes), bytes);
            } else {
                resample(loader.show(pixels), address);
            }
            return null;
        } catch (Fault e) {
            return reason(e);
        } finally {
            count();
        }
    }

    private void resample(PixelWindow decoded, long address) {
        long start = System.nanoTime();
        resampler.resample(decoded, address);
        clock.addResize(System.nanoTime() - start);
    }

    private static String reason(Fault e) {
        if (e.kind() != FaultKind.DATA) {
            throw e;
        }
        return e.getMessage();
    }

    private void count() {
        clock.addRead(loader.readNanos());
        clock.addDecode(loader.decodeNanos());
        clock.addImage();
    }
}
