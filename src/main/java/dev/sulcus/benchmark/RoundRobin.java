package dev.sulcus.benchmark;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
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

    /**
     * What came of it.
     *
     * @param warmUps how each setting came to its steady state; fewer than settings only where {@code stopped} before a block
     * @param blocks measured to their end, over all settings
     * @param foreseen as many blocks at least were wanted
     * @param stopped whether the user wished to stop: then settings may have fewer blocks than were wanted, or none
     */
    public record Turns(List<WarmUpResult> warmUps, int blocks, int foreseen, boolean stopped) {
        /** Copies the list. */
        public Turns {
            warmUps = List.copyOf(warmUps);
        }
    }

    /** How many rounds {@code seconds} of each setting are parted into, {@code repeats} at least. */
    public static int rounds(int repeats, double seconds) {
        return (int) Math.max(repeats, Math.ceil(seconds / LONGEST_BLOCK));
    }

    /**
     * Brings every setting to its steady state, then measures. A fault of kind interrupted, from a setting or from
     * {@code progress}, ends the measuring: the blocks until then are what was measured.
     *
     * @param rounds of blocks at least
     * @param blockSeconds how long a block lasts at least
     * @param enough further rounds follow for settings of which it says no
     * @param mostSeconds of measuring a setting; then it is left as it is
     * @param progress of blocks; more than foreseen raise the total
     */
    public static Turns run(
            List<? extends Subject> subjects,
            int rounds,
            double blockSeconds,
            Enough enough,
            double mostSeconds,
            Progress progress) {
        var warmUps = new ArrayList<WarmUpResult>();
        boolean stopped = false;
        try {
            turns(subjects, rounds, blockSeconds, enough, mostSeconds, progress, warmUps);
        } catch (Fault e) {
            if (e.kind() != FaultKind.INTERRUPTED) {
                throw e;
            }
            stopped = true;
        }
        int blocks = subjects.stream()
                .mapToInt(subject -> subject.measurement().blocks().size())
                .sum();
        return new Turns(warmUps, blocks, subjects.size() * rounds, stopped);
    }

    private static void turns(
            List<? extends Subject> subjects,
            int rounds,
            double blockSeconds,
            Enough enough,
            double mostSeconds,
            Progress progress,
            List<WarmUpResult> warmUps) {
        int foreseen = subjects.size() * (rounds + 1);
        int done = 0;
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
    }
}
