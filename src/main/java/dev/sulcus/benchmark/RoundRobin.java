package dev.sulcus.benchmark;

import dev.sulcus.pipeline.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures settings by turns: a short block of each, round after round, so that a machine that slows down slows all of
 * them. Who begins changes from round to round. Stateless.
 */
public final class RoundRobin {
    /** No block is longer: between blocks the user hears how far it is. */
    private static final double LONGEST_BLOCK = 10;

    private static final int MOST_ROUNDS = 100_000;

    private RoundRobin() {}

    /** Says of a setting whether it has been measured for long enough. */
    @FunctionalInterface
    public interface Enough {
        /** Whether no further block is needed. */
        boolean of(Measurement measurement);
    }

    /** How many rounds {@code seconds} of each setting are parted into, {@code repeats} at least. */
    public static int rounds(int repeats, double seconds) {
        return (int) Math.max(repeats, Math.ceil(seconds / LONGEST_BLOCK));
    }

    /**
     * Brings every setting to its steady state, then measures.
     *
     * @param rounds of blocks at least
     * @param blockSeconds how long a block lasts at least
     * @param enough further rounds follow for settings of which it says no
     * @param mostSeconds of measuring a setting; then it is left as it is
     * @param progress of blocks; more than foreseen raise the total
     * @return how each came to its steady state
     */
    public static List<WarmUpResult> run(
            List<? extends Subject> subjects,
            int rounds,
            double blockSeconds,
            Enough enough,
            double mostSeconds,
            Progress progress) {
        int foreseen = subjects.size() * (rounds + 1);
        int done = 0;
        var warmUps = new ArrayList<WarmUpResult>();
        for (Subject subject : subjects) {
            warmUps.add(subject.warmUp());
            progress.at(++done, foreseen);
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean worked = false;
            for (int i = 0; i < subjects.size(); i++) {
                Subject subject = subjects.get((i + round) % subjects.size());
                Measurement measured = subject.measurement();
                boolean wanted = round < rounds || !enough.of(measured);
                if (wanted && measured.seconds() < mostSeconds) {
                    double left = mostSeconds - measured.seconds();
                    subject.block(round, Math.min(blockSeconds, left));
                    worked = true;
                    done++;
                    progress.at(done, Math.max(foreseen, done));
                }
            }
            if (!worked) {
                break;
            }
        }
        return warmUps;
    }
}
