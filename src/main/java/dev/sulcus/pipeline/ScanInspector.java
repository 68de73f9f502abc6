package dev.sulcus.pipeline;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.Fingerprint;
import dev.sulcus.dataset.ScanFacts;
import dev.sulcus.dataset.ScanFile;
import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Looks into files: what each is, its hash, its fingerprint for near-duplicates. Every file is decoded to its last
 * pixel, so what comes out as readable can be trained on. An instance belongs to one thread; {@link #inspect} is the way
 * in.
 */
public final class ScanInspector implements AutoCloseable {
    /** The fingerprint sees a picture of at most this many pixels a side. */
    private static final int FINGERPRINT_SIDE = 512;

    private final ScanLoader loader;
    private final NativeBlock scratch;
    private final AddressPointer pointer = new AddressPointer();
    private final MessageDigest digest = Sha256.digest();

    ScanInspector(long maxPixels) {
        this.loader = new ScanLoader(maxPixels);
        this.scratch = NativeBlock.allocate("fingerprint pixels", (long) FINGERPRINT_SIDE * FINGERPRINT_SIDE);
    }

    /**
     * Looks into all {@code files} with threads of its own, which end before it returns.
     *
     * @param progress called from one thread at a time
     * @throws Fault of kind memory or device; a file that can't be used is an ordinary outcome
     */
    public static InspectionResult inspect(List<ScanFile> files, InspectionConfig config, Progress progress) {
        return new InspectionRun(files, config, progress).run();
    }

    /** Looks into one file. */
    InspectedScan inspect(ScanFile file) {
        try {
            return new InspectedScan(file, facts(file), null);
        } catch (Fault e) {
            if (e.kind() != FaultKind.DATA) {
                throw e;
            }
            return new InspectedScan(file, null, e.getMessage());
        }
    }

    @Override
    public void close() {
        loader.close();
        scratch.close();
        pointer.close();
    }

    private ScanFacts facts(ScanFile file) {
        Mat grey = loader.load(file.file(), ScanLoader.GREY);
        ImageHeader header = loader.header();
        return new ScanFacts(
                header.format(),
                header.mode(),
                header.bitDepth(),
                header.width(),
                header.height(),
                loader.bytes().limit(),
                hash(loader.bytes()),
                fingerprint(grey));
    }

    private String hash(ByteBuffer bytes) {
        digest.update(bytes.rewind());
        return HexFormat.of().formatHex(digest.digest());
    }

    private Fingerprint fingerprint(Mat grey) {
        int longer = Math.max(grey.cols(), grey.rows());
        if (longer <= FINGERPRINT_SIDE) {
            return fingerprint(loader.pixelBuffer(), grey.cols(), grey.rows());
        }
        int width = Math.max(1, Math.round((float) grey.cols() * FINGERPRINT_SIDE / longer));
        int height = Math.max(1, Math.round((float) grey.rows() * FINGERPRINT_SIDE / longer));
        try (Mat small = new Mat(height, width, opencv_core.CV_8UC1, pointer.aim(scratch.address(), scratch.bytes()));
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(grey, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            return fingerprint(scratch.buffer().clear(), width, height);
        }
    }

    private static Fingerprint fingerprint(ByteBuffer pixels, int width, int height) {
        byte[] grey = new byte[width * height];
        pixels.get(0, grey);
        return Fingerprint.of(grey, width, height);
    }
}
