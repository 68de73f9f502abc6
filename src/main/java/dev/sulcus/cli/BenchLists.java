package dev.sulcus.cli;

import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import java.util.List;

/** Lists of settings as one types them, such as {@code 8,16,32}. Stateless. */
final class BenchLists {
    private static final int MOST_BATCH = 4096;

    private BenchLists() {}

    /** Sizes of batch: distinct, 1 to 4096. */
    static List<Integer> batches(List<Integer> typed) {
        return within("--batch", "pictures", typed, MOST_BATCH);
    }

    /** Distinct numbers from 1 to {@code most}. */
    static List<Integer> within(String option, String unit, List<Integer> typed, int most) {
        for (int value : typed) {
            if (value < 1 || value > most) {
                throw Fault.usage(option + " is " + value + " " + unit + "; it must be 1 to " + most);
            }
        }
        return typed.stream().distinct().toList();
    }

    /** Distinct precisions. */
    static List<Precision> precisions(List<String> typed) {
        return typed.stream().map(Precision::parse).distinct().toList();
    }
}
