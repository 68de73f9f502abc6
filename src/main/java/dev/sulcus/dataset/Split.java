package dev.sulcus.dataset;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Which scans train and which validate, as indices into {@link Dataset#scans()}, each ascending. The arrays are owned
 * by the record.
 *
 * @param rule how it was made, as the option is written: {@code keras:0.2}, {@code grouped:0.2}, {@code fold:2/5}
 * @param seed what the drawing began with; 0 where the rule draws nothing
 */
public record Split(String rule, long seed, int[] training, int[] validation) {
    /** Checks that both parts ascend and share no scan. */
    public Split {
        requireAscending("training", training);
        requireAscending("validation", validation);
        BitSet both = bits(training);
        both.and(bits(validation));
        if (!both.isEmpty()) {
            throw Fault.bug("scan " + both.nextSetBit(0) + " is in both parts of a split");
        }
    }

    /** The split of {@code scans} scans in which {@code validation} validate and all others train. */
    static Split validating(String rule, long seed, BitSet validation, int scans) {
        BitSet training = (BitSet) validation.clone();
        training.flip(0, scans);
        return new Split(
                rule, seed, training.stream().toArray(), validation.stream().toArray());
    }

    /** What the split is: SHA-256 over rule, seed and the paths of both parts, in code point order. */
    public String hash(Dataset data) {
        return hash(rule, seed, paths(data, training), paths(data, validation));
    }

    /**
     * How many validation scans have a copy or near-duplicate among the training scans: above 0 the figures flatter the
     * model, and the user is warned.
     */
    public int crossings(DuplicateGroups groups) {
        return crossings(groups::groupOf);
    }

    int crossings(IntUnaryOperator groupOf) {
        BitSet trained = bits(Arrays.stream(training).map(groupOf).toArray());
        return (int) Arrays.stream(validation).map(groupOf).filter(trained::get).count();
    }

    static List<String> paths(Dataset data, int[] part) {
        return Arrays.stream(part)
                .mapToObj(scan -> data.scans().get(scan).path())
                .sorted(CodePointOrder::compare)
                .toList();
    }

    static String hash(String rule, long seed, List<String> training, List<String> validation) {
        // No path holds the character 0: no two splits give one text.
        return Sha256.of(String.join(
                "\0",
                rule,
                Long.toString(seed),
                "training:" + training.size(),
                String.join("\0", training),
                "validation:" + validation.size(),
                String.join("\0", validation)));
    }

    private static void requireAscending(String part, int[] indices) {
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || i > 0 && indices[i] <= indices[i - 1]) {
                throw Fault.bug(part + " must ascend from 0 on, but its place " + i + " holds " + indices[i]);
            }
        }
    }

    private static BitSet bits(int[] indices) {
        var bits = new BitSet();
        Arrays.stream(indices).forEach(bits::set);
        return bits;
    }
}
