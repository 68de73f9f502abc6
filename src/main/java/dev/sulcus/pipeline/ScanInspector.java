package dev.sulcus.pipeline;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.Fingerprint;
import dev.sulcus.dataset.HeadCrop;
import dev.sulcus.dataset.ScanFacts;
import dev.sulcus.dataset.ScanFile;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Looks into files: what each is, its hash, its fingerprint for near-duplicates, the traces of how it was stored. Every file is decoded to its last
 * pixel, so what comes out as readable can be trained on. An instance belongs to one thread; {@link #inspect} is the way
 * in.
 */
public final class ScanInspector implements AutoCloseable {
    private final ScanLoader loader;
    private final SmallGrey smaller;
    private final HeadCrop head = new HeadCrop();
    private final StorageReader storage = new StorageReader();
    private final MessageDigest digest = Sha256.digest();

    ScanInspector(long maxPixels) {
        this.loader = new ScanLoader(maxPixels);
        this.smaller = new SmallGrey();
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
        smaller.close();
    }

    private ScanFacts facts(ScanFile file) {
        PixelWindow grey = loader.show(file.file(), 0, ScanLoader.GREY, null);
        ImageHeader header = loader.header();
        return new ScanFacts(
                header.format(),
                header.mode(),
                header.bitDepth(),
                header.width(),
                header.height(),
                loader.bytes().limit(),
                hash(loader.bytes()),
                fingerprint(grey),
                storage.read(header.format(), loader.bytes().rewind(), grey));
    }

    private String hash(ByteBuffer bytes) {
        digest.update(bytes.rewind());
        return HexFormat.of().formatHex(digest.digest());
    }

    private Fingerprint fingerprint(PixelWindow grey) {
        PixelWindow small = smaller.of(grey);
        byte[] levels = new byte[small.width() * small.height()];
        small.buffer().get(0, levels);
        return Fingerprint.of(levels, small.width(), small.height(), head);
    }
}
