package dev.sulcus.bundle;

import dev.sulcus.artefact.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Packs a stream into files "NAME.001", "NAME.002" of limited size. Each file is a whole member of gzip's format, so that
 * each can be tested and unpacked by itself, and all of them in their order are one archive. Used by one thread; closing
 * it ends the last file.
 */
final class PieceWriter extends OutputStream {
    /** What one write may add beyond what has reached the file: deflate holds back, and may grow, this much. */
    private static final int BLOCK = 1 << 18;

    private static final int RESERVE = 2 * BLOCK;

    /**
     * One file.
     *
     * @param name of the file
     * @param bytes of the file
     * @param sha256 of its content, in lower-case hexadecimal
     */
    record Piece(String name, long bytes, String sha256) {}

    private final Path folder;
    private final String name;
    private final long limitBytes;
    private final MessageDigest whole = Sha256.digest();
    private final List<Piece> pieces = new ArrayList<>();
    private CountedFile file;
    private GZIPOutputStream packed;

    PieceWriter(Path folder, String name, long limitBytes) {
        this.folder = folder;
        this.name = name;
        this.limitBytes = limitBytes;
    }

    /** The files, complete after {@link #close()}. */
    List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** The hash of all files in their order; once, after {@link #close()}. */
    String wholeSha256() {
        return HexFormat.of().formatHex(whole.digest());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += BLOCK) {
            int next = Math.min(BLOCK, length - done);
            if (packed != null && file.bytes + RESERVE > limitBytes) {
                endPiece();
            }
            if (packed == null) {
                file = new CountedFile(folder.resolve(pieceName(pieces.size() + 1)));
                packed = new GZIPOutputStream(file, 1 << 16);
            }
            packed.write(bytes, offset + done, next);
        }
    }

    @Override
    public void close() throws IOException {
        if (packed != null) {
            endPiece();
        }
    }

    private String pieceName(int number) {
        return String.format(Locale.ROOT, "%s.%03d", name, number);
    }

    private void endPiece() throws IOException {
        packed.close();
        pieces.add(new Piece(
                pieceName(pieces.size() + 1), file.bytes, HexFormat.of().formatHex(file.digest.digest())));
        packed = null;
    }

    /** A file that knows its length and hash so far. */
    private final class CountedFile extends FilterOutputStream {
        private final MessageDigest digest;
        private long bytes;

        CountedFile(Path path) throws IOException {
            this(Files.newOutputStream(path), Sha256.digest());
        }

        private CountedFile(OutputStream out, MessageDigest digest) {
            super(new DigestOutputStream(out, digest));
            this.digest = digest;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            whole.update(from, offset, length);
            bytes += length;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }
}
