package dev.sulcus.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads safetensors, believing nothing: the header's length is bounded, every array's place must follow the one before
 * it without gap or overlap, fit its shape and type, and the last must end with the file.
 */
final class SafetensorsFile implements StoredWeights {
    /** As the format's own library has it. */
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private static final int PIECE = 1 << 18;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<SafetensorsEntry> entries = new ArrayList<>();
    private final long dataStart;

    private SafetensorsFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long length = read(0, Long.BYTES).getLong();
        if (length < 2 || length > MOST_HEADER_BYTES || length > channel.size() - Long.BYTES) {
            throw broken("its header claims " + length + " bytes of " + channel.size());
        }
        dataStart = Long.BYTES + length;
        String text =
                StandardCharsets.UTF_8.decode(read(Long.BYTES, (int) length)).toString();
        ObjectNode header = Json.parse(file, text, ObjectNode.class);
        header.properties().forEach(member -> {
            if (member.getKey().equals(Safetensors.METADATA)) {
                member.getValue()
                        .properties()
                        .forEach(
                                fact -> facts.put(fact.getKey(), fact.getValue().asText()));
            } else {
                entries.add(SafetensorsEntry.of(file, member.getKey(), member.getValue()));
            }
        });
        requireWhole();
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws Fault of kind data when it can't be read or contradicts itself
     */
    static SafetensorsFile open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file);
            var opened = new SafetensorsFile(file, channel);
            channel = null;
            return opened;
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        } finally {
            closeQuietly(channel);
        }
    }

    @Override
    public Layout layout() {
        return Layout.SAFETENSORS;
    }

    @Override
    public Map<String, String> facts() {
        return facts;
    }

    @Override
    public List<StoredLayer> layers() {
        var layers = new LinkedHashMap<String, List<StoredArray>>();
        for (SafetensorsEntry entry : entries) {
            int slash = entry.path().lastIndexOf('/');
            var array = new StoredArray(entry.path().substring(slash + 1), entry.dims(), () -> values(entry));
            layers.computeIfAbsent(entry.path().substring(0, Math.max(0, slash)), name -> new ArrayList<>())
                    .add(array);
        }
        return layers.entrySet().stream()
                .map(layer -> new StoredLayer(layer.getKey(), kind(layer.getKey(), layer.getValue()), layer.getValue()))
                .toList();
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static LayerKind kind(String layer, List<StoredArray> arrays) {
        return LayerKind.of(
                layer,
                arrays.stream().map(StoredArray::name).toList(),
                arrays.stream().map(StoredArray::dims).toList());
    }

    private void requireWhole() throws IOException {
        long reached = 0;
        var inOrder = new ArrayList<>(entries);
        inOrder.sort(
                (a, b) -> a.begin() == b.begin() ? Long.compare(a.end(), b.end()) : Long.compare(a.begin(), b.begin()));
        for (SafetensorsEntry entry : inOrder) {
            if (entry.begin() != reached) {
                throw broken(
                        entry.path() + " begins at byte " + entry.begin() + ", where " + reached + " was to follow");
            }
            reached = entry.end();
        }
        long data = channel.size() - dataStart;
        if (reached != data) {
            throw broken(
                    "its arrays end at byte " + reached + " of " + data + (reached > data ? "; it is cut off" : ""));
        }
    }

    private float[] values(SafetensorsEntry entry) {
        float[] values = new float[Math.toIntExact(entry.count())];
        int width = entry.half() ? Short.BYTES : Float.BYTES;
        try {
            for (int from = 0; from < values.length; from += PIECE) {
                int n = Math.min(PIECE, values.length - from);
                ByteBuffer piece = read(dataStart + entry.begin() + (long) from * width, n * width);
                for (int i = from; i < from + n; i++) {
                    values[i] = entry.half() ? Half.toFloat(piece.getShort()) : piece.getFloat();
                }
            }
            return values;
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }

    private ByteBuffer read(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    private Fault broken(String what) {
        return Fault.data(file + ": not sound safetensors: " + what + "; fetch or copy it again");
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            return; // it was only read
        }
    }
}
