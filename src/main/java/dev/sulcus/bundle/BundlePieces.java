package dev.sulcus.bundle;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cuts a folder into pieces that a script of plain sh joins again. */
final class BundlePieces {
    /** Names sorted, owner and time fixed: the same folder gives the same bytes. Long names in GNU tar's own form. */
    private static final List<String> TAR = List.of(
            "tar",
            "--create",
            "--file=-",
            "--format=gnu",
            "--sort=name",
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "--mode=u+w,go=rX",
            "--mtime=2026-01-01T00:00:00Z",
            "--directory");

    private BundlePieces() {}

    /**
     * Writes the pieces, their sums and the script.
     *
     * @param tree the folder to cut
     * @param out an empty folder
     * @param name of the pieces before their number
     * @param limitBytes the most that a piece may have
     * @param read hears how many bytes of the archive have been packed
     * @throws Fault of kind device when tar is missing or fails
     */
    static Cut cut(Path tree, Path out, String name, long limitBytes, LongConsumer read) throws IOException {
        var pieces = new PieceWriter(out, name, limitBytes);
        try (pieces) {
            pack(tree, pieces, read);
        }
        String sums = pieces.pieces().stream()
                .map(piece -> piece.sha256() + "  " + piece.name() + "\n")
                .collect(Collectors.joining());
        String whole = pieces.wholeSha256();
        Files.writeString(out.resolve("SHA256SUMS"), sums);
        Files.writeString(out.resolve("WHOLE.sha256"), whole + "  -\n");
        Resources.copy("join.sh", out.resolve("join.sh"));
        long bytes =
                pieces.pieces().stream().mapToLong(PieceWriter.Piece::bytes).sum();
        return new Cut(pieces.pieces().size(), bytes, whole);
    }

    /**
     * What was cut.
     *
     * @param pieces how many
     * @param bytes of all
     * @param sha256 of all in their order
     */
    record Cut(int pieces, long bytes, String sha256) {}

    private static void pack(Path tree, PieceWriter pieces, LongConsumer read) throws IOException {
        List<String> command =
                Stream.concat(TAR.stream(), Stream.of(tree.toString(), ".")).toList();
        Path said = Files.createTempFile("sulcus-tar-", ".log");
        Process tar = start(command, said);
        try (InputStream in = tar.getInputStream()) {
            byte[] block = new byte[1 << 18];
            long bytes = 0;
            for (int n = in.readNBytes(block, 0, block.length); n > 0; n = in.readNBytes(block, 0, block.length)) {
                pieces.write(block, 0, n);
                bytes += n;
                read.accept(bytes);
            }
            int code = Shell.await(tar);
            if (code != 0) {
                throw Fault.device("tar failed with exit code " + code + ": " + Shell.tail(said), null);
            }
        } finally {
            tar.destroy();
            Files.deleteIfExists(said);
        }
    }

    private static Process start(List<String> command, Path said) {
        try {
            return new ProcessBuilder(command).redirectError(said.toFile()).start();
        } catch (IOException e) {
            throw Fault.device("cannot start tar, which --split needs: " + FileReason.of(e), e);
        }
    }
}
