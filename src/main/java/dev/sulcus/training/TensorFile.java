package dev.sulcus.training;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.artefact.Sha256;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.WeightSpec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Float32 arrays one after the other in one raw little-endian file, each with its name, shape and SHA-256 in a
 * manifest. Reading fails on any missing, extra, reshaped or damaged array.
 */
final class TensorFile {
    private static final int PIECE = 1 << 20;

    /** One array of the file: which, how big, and the hash of its bytes. */
    record Entry(String name, long[] dims, long bytes, String sha256) {}

    private TensorFile() {}

    /** Writes the tensors of {@code values}, borrowed, in order, and says what it wrote. */
    static List<Entry> write(OutputStream out, List<WeightSpec> specs, Result values) throws IOException {
        byte[] piece = new byte[PIECE];
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < specs.size(); i++) {
            WeightSpec spec = specs.get(i);
            Tensor tensor = values.get(i);
            entries.add(new Entry(spec.path(), spec.dims(), tensor.numBytes(), copy(tensor, out, piece)));
        }
        return entries;
    }

    /**
     * Reads the tensors back; the caller closes them.
     *
     * @throws Fault of kind data, naming file and array, when anything differs from the manifest or {@code specs}
     */
    static List<TFloat32> read(Path file, List<Entry> entries, List<WeightSpec> specs) {
        requireSame(file, entries, specs);
        var tensors = new ArrayList<TFloat32>();
        boolean whole = false;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), PIECE))) {
            byte[] piece = new byte[PIECE];
            for (int i = 0; i < specs.size(); i++) {
                TFloat32 tensor = TFloat32.tensorOf(specs.get(i).shape());
                tensors.add(tensor);
                fill(tensor, in, piece, entries.get(i), file);
            }
            whole = true;
            return tensors;
        } catch (EOFException e) {
            throw Fault.data(file + ": cut off; restore it from a copy or train again", e);
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        } finally {
            if (!whole) {
                tensors.forEach(TFloat32::close);
            }
        }
    }

    private static String copy(Tensor tensor, OutputStream out, byte[] piece) throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteDataBuffer data = tensor.asRawTensor().data();
        long left = data.size();
        while (left > 0) {
            int n = (int) Math.min(left, piece.length);
            data.read(piece, 0, n);
            digest.update(piece, 0, n);
            out.write(piece, 0, n);
            left -= n;
            data = data.offset(n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void fill(TFloat32 tensor, DataInputStream in, byte[] piece, Entry entry, Path file)
            throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteDataBuffer data = tensor.asRawTensor().data();
        long left = data.size();
        while (left > 0) {
            int n = (int) Math.min(left, piece.length);
            in.readFully(piece, 0, n);
            digest.update(piece, 0, n);
            data.write(piece, 0, n);
            left -= n;
            data = data.offset(n);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
            throw Fault.data(file + ": " + entry.name() + " is damaged (its SHA-256 differs from the manifest's);"
                    + " restore it from a copy or train again");
        }
    }

    private static void requireSame(Path file, List<Entry> entries, List<WeightSpec> specs) {
        List<String> expected = specs.stream()
                .map(spec -> spec.path() + Arrays.toString(spec.dims()))
                .toList();
        List<String> actual = entries.stream()
                .map(entry -> entry.name() + Arrays.toString(entry.dims()))
                .toList();
        if (!expected.equals(actual)) {
            throw Fault.data(
                    file + ": holds " + actual + " where " + expected + " is needed; it belongs to another model");
        }
    }
}
