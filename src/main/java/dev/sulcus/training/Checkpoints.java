package dev.sulcus.training;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.training.CheckpointState.ArrayFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/**
 * A run's checkpoints: {@code last-step-N.bin} (weights and optimizer), {@code best-epoch-N.bin} (weights alone) and
 * {@code state.json}, which names the two and everything else. Arrays are written first, under new names; replacing
 * state.json publishes them, and only then the old ones go. A process killed at any moment leaves a state whose files
 * are there. Not thread-safe.
 */
final class Checkpoints {
    private static final String STATE = "state.json";
    private static final String ARRAYS = ".bin";

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Whether there is one to continue from. */
    boolean exist() {
        return Files.isRegularFile(folder.resolve(STATE));
    }

    /** Deletes them: what comes begins anew. */
    void forget() {
        AtomicFile.deleteTree(folder.resolve(STATE)); // first: arrays alone are no checkpoint
        try (Stream<Path> children = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            children.filter(Checkpoints::isArrays).forEach(AtomicFile::deleteTree);
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }

    /** What was published last. */
    CheckpointState read() {
        CheckpointState state = Json.read(folder.resolve(STATE), CheckpointState.class);
        if (state.schema() > CheckpointState.SCHEMA) {
            throw Fault.data(folder + ": written by a newer Sulcus; update Sulcus to continue this run");
        }
        return state;
    }

    /** The arrays of one file, in the order of {@code specs}; the caller closes them. */
    List<TFloat32> read(ArrayFile arrays, List<WeightSpec> specs) {
        return TensorFile.read(folder.resolve(arrays.file()), arrays.arrays(), specs);
    }

    /** Writes best weights, not published yet; {@code weights} are borrowed. */
    ArrayFile writeBest(int epoch, List<WeightSpec> specs, Result weights) {
        return write(String.format("best-epoch-%04d" + ARRAYS, epoch), specs, weights);
    }

    /** Writes weights and optimizer, not published yet; {@code arrays} are borrowed. */
    ArrayFile writeLast(long step, List<WeightSpec> specs, Result arrays) {
        return write(String.format("last-step-%08d" + ARRAYS, step), specs, arrays);
    }

    /** Makes {@code state} the one to continue from, and deletes arrays that it does not name. */
    void publish(CheckpointState state) {
        Json.write(folder.resolve(STATE), state);
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(child -> isArrays(child) && !names(state, child)).forEach(AtomicFile::deleteTree);
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }

    private ArrayFile write(String name, List<WeightSpec> specs, Result values) {
        var entries = new ArrayList<TensorFile.Entry>();
        AtomicFile.write(folder.resolve(name), out -> entries.addAll(TensorFile.write(out, specs, values)));
        return new ArrayFile(name, List.copyOf(entries));
    }

    /** Also what a process killed while it wrote one left under a temporary name: as big as the model. */
    private static boolean isArrays(Path file) {
        return String.valueOf(file.getFileName()).contains(ARRAYS);
    }

    private static boolean names(CheckpointState state, Path file) {
        String name = String.valueOf(file.getFileName());
        return Stream.of(state.last(), state.best())
                .anyMatch(arrays -> arrays != null && arrays.file().equals(name));
    }
}
