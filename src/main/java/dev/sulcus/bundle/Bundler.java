package dev.sulcus.bundle;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Makes a bundle: the folder, or its pieces. Either is there whole or not at all. */
public final class Bundler {
    private static final int SCHEMA = 1;

    /** Hears how far the two long jobs are, in bytes. */
    public interface Listener {
        /** So many bytes of libraries and archives lie in the folder. */
        void copied(long bytes);

        /** So many bytes of the folder have been packed. */
        void packed(long bytes, long total);
    }

    private Bundler() {}

    /**
     * Makes it.
     *
     * @throws Fault of kind usage when the output is there already; data when it can't be written; device when jlink or
     *     tar is missing or fails
     */
    public static BundleResult make(BundleConfig config, BundleHome home, BundlePlan plan, Listener listener) {
        requireNew(config.out());
        AtomicFile.requireFolderPossible(config.out());
        Size[] size = new Size[1];
        BundlePieces.Cut[] cut = new BundlePieces.Cut[1];
        AtomicFile.writeFolder(config.out(), folder -> {
            if (config.pieceBytes() == 0) {
                size[0] = write(config.kind(), home, plan, folder, listener::copied);
                return;
            }
            Path whole = Files.createDirectory(folder.resolve("whole"));
            size[0] = write(config.kind(), home, plan, whole, listener::copied);
            long total = size[0].bytes();
            String name = "sulcus-" + config.kind().word() + "-" + home.version() + ".tar.gz";
            cut[0] = BundlePieces.cut(
                    whole, folder, name, config.pieceBytes(), bytes -> listener.packed(Math.min(bytes, total), total));
            AtomicFile.deleteTree(whole);
        });
        BundlePieces.Cut pieces = cut[0] == null ? new BundlePieces.Cut(0, 0, null) : cut[0];
        return new BundleResult(
                SCHEMA,
                config.kind().word(),
                config.out().toString(),
                size[0].bytes(),
                size[0].files(),
                pieces.bytes(),
                pieces.pieces(),
                pieces.sha256(),
                plan.absent());
    }

    /** Before work is done for it. */
    public static void requireNew(Path out) {
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            throw Fault.usage("--out " + out + " is there already; name a new folder");
        }
    }

    private static Size write(BundleKind kind, BundleHome home, BundlePlan plan, Path folder, LongConsumer copied)
            throws IOException {
        new BundleWriter(home, plan, copied).write(kind, folder);
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
            return new Size(files.stream().mapToLong(Bundler::bytes).sum(), files.size());
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Size(long bytes, int files) {}
}
