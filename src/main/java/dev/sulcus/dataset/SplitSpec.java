package dev.sulcus.dataset;

import dev.sulcus.fault.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A split as it is saved with a run: by path, so that it still says the same when files are added to the folder. What a
 * file claims is checked when it is used, by {@link #toSplit}.
 *
 * @param schema version of this form
 * @param rule how it was made
 * @param seed what the drawing began with; 0 where the rule draws nothing
 * @param hash {@link Split#hash}
 * @param training paths in code point order
 * @param validation paths in code point order
 */
public record SplitSpec(
        int schema, String rule, long seed, String hash, List<String> training, List<String> validation) {
    /** The version that this program writes and reads. */
    public static final int SCHEMA = 1;

    /** Copies the lists; one that a file lacks is empty, and {@link #toSplit} then finds the hash wrong. */
    public SplitSpec {
        training = training == null ? List.of() : List.copyOf(training);
        validation = validation == null ? List.of() : List.copyOf(validation);
    }

    /** The form of {@code split} over {@code data} to save. */
    public static SplitSpec from(Split split, Dataset data) {
        return new SplitSpec(
                SCHEMA,
                split.rule(),
                split.seed(),
                split.hash(data),
                Split.paths(data, split.training()),
                Split.paths(data, split.validation()));
    }

    /**
     * The same split as indices into {@code data}; scans that it does not name are in neither part.
     *
     * @throws Fault of kind data when the schema is another, when rule or paths are not what the hash was taken of, or
     *     when a path is not among the readable scans
     */
    public Split toSplit(Dataset data) {
        if (schema != SCHEMA) {
            throw Fault.data("the saved split has schema " + schema + ", but this program reads " + SCHEMA
                    + "; use the version of Sulcus that wrote it");
        }
        if (!Split.hash(String.valueOf(rule), seed, training, validation).equals(hash)) {
            throw Fault.data("the saved split is not what its hash was taken of; restore the file from the run");
        }
        Map<String, Integer> indexOf = new HashMap<>();
        for (int i = 0; i < data.scans().size(); i++) {
            indexOf.put(data.scans().get(i).path(), i);
        }
        return new Split(rule, seed, indices(training, indexOf, data), indices(validation, indexOf, data));
    }

    private static int[] indices(List<String> paths, Map<String, Integer> indexOf, Dataset data) {
        List<String> missing =
                paths.stream().filter(path -> !indexOf.containsKey(path)).toList();
        if (!missing.isEmpty()) {
            throw Fault.data(data.root() + " lacks " + missing.get(0)
                    + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more scans")
                    + " of the saved split; give the folder that the run was made with");
        }
        return paths.stream().mapToInt(indexOf::get).sorted().toArray();
    }
}
