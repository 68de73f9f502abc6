package dev.sulcus.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sulcus.artefact.Sha256;
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
 * @param hash {@link Split#hash}; where there are test scans, a hash of that and their paths
 * @param training paths in code point order
 * @param validation paths in code point order
 * @param test paths in code point order; empty, and absent in the file, but for a fold of a cross-validation
 */
public record SplitSpec(
        int schema,
        String rule,
        long seed,
        String hash,
        List<String> training,
        List<String> validation,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> test) {
    /** The version that this program writes; one without test scans is written as version 1, which older ones read. */
    public static final int SCHEMA = 2;

    private static final int TWO_PARTS = 1;

    /** Copies the lists; one that a file lacks is empty, and {@link #toSplit} then finds the hash wrong. */
    public SplitSpec {
        training = training == null ? List.of() : List.copyOf(training);
        validation = validation == null ? List.of() : List.copyOf(validation);
        test = test == null ? List.of() : List.copyOf(test);
    }

    /** Without test scans. */
    public SplitSpec(int schema, String rule, long seed, String hash, List<String> training, List<String> validation) {
        this(schema, rule, seed, hash, training, validation, List.of());
    }

    /** The form of {@code split} over {@code data} to save. */
    public static SplitSpec from(Split split, Dataset data) {
        return new SplitSpec(
                TWO_PARTS,
                split.rule(),
                split.seed(),
                split.hash(data),
                Split.paths(data, split.training()),
                Split.paths(data, split.validation()));
    }

    /**
     * The form of one fold of a cross-validation to save.
     *
     * @param learning what is learnt from and what is tuned on
     * @param test paths of the scans that test, in no part of {@code learning}
     */
    public static SplitSpec ofFold(Split learning, List<String> test, Dataset data) {
        List<String> tested = test.stream().sorted(CodePointOrder::compare).toList();
        return new SplitSpec(
                SCHEMA,
                learning.rule(),
                learning.seed(),
                hash(learning.hash(data), tested),
                Split.paths(data, learning.training()),
                Split.paths(data, learning.validation()),
                tested);
    }

    /** Whether scans were held back that the model is judged on: then the validation part only chose the epoch. */
    public boolean hasTest() {
        return !test.isEmpty();
    }

    /**
     * The test scans of a fold as indices into {@code data}, ascending: for judging a model that is final.
     *
     * @throws Fault of kind data when a path is not among the readable scans
     */
    public int[] testIndices(Dataset data) {
        return indices(test, indexOf(data), data);
    }

    /**
     * The same split as indices into {@code data}; scans that it does not name are in neither part, nor are those that
     * a fold is tested on.
     *
     * @throws Fault of kind data when the schema is another, when rule or paths are not what the hash was taken of, or
     *     when a path is not among the readable scans
     */
    public Split toSplit(Dataset data) {
        if (schema != TWO_PARTS && schema != SCHEMA) {
            throw Fault.data("the saved split has schema " + schema + ", but this program reads " + TWO_PARTS + " and "
                    + SCHEMA + "; use the version of Sulcus that wrote it");
        }
        String parts = Split.hash(String.valueOf(rule), seed, training, validation);
        if (!(hasTest() ? hash(parts, test) : parts).equals(hash)) {
            throw Fault.data("the saved split is not what its hash was taken of; restore the file from the run");
        }
        Map<String, Integer> indexOf = indexOf(data);
        return new Split(rule, seed, indices(training, indexOf, data), indices(validation, indexOf, data));
    }

    private static String hash(String learning, List<String> test) {
        return Sha256.of(learning + "\0test:" + test.size() + "\0" + String.join("\0", test));
    }

    private static Map<String, Integer> indexOf(Dataset data) {
        Map<String, Integer> indexOf = new HashMap<>();
        for (int i = 0; i < data.scans().size(); i++) {
            indexOf.put(data.scans().get(i).path(), i);
        }
        return indexOf;
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
