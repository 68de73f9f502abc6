package dev.sulcus.weights;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which file weights came from.
 *
 * @param file as it was named
 * @param layout how it is laid out
 * @param bytes how long it is
 * @param sha256 of its content, in lower-case hexadecimal
 * @param md5 the same by the older algorithm, in which Keras publishes its files' hashes
 */
public record WeightSource(String file, Layout layout, long bytes, String sha256, String md5) {
    private static final int PIECE = 1 << 16;

    /**
     * Reads the file once through.
     *
     * @throws Fault of kind data, naming the file, when it can't be read
     */
    public static WeightSource of(Path file, Layout layout) {
        MessageDigest sha256 = digest("SHA-256");
        MessageDigest md5 = digest("MD5");
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                sha256.update(piece, 0, n);
                md5.update(piece, 0, n);
                bytes += n;
            }
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        }
        return new WeightSource(file.toString(), layout, bytes, hex(sha256), hex(md5));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
