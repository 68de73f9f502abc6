package dev.sulcus.training;

/**
 * Keras 3's EarlyStopping, rule by rule, as a state machine that can be saved and continued. Not thread-safe.
 */
final class EarlyStopping {
    /** What one epoch meant. */
    enum Verdict {
        /** The best so far, or the first that is watched: its weights are worth keeping. */
        KEEP,
        /** Nothing to do. */
        GO_ON,
        /** Patience is at its end. */
        STOP
    }

    /**
     * Where it stands.
     *
     * @param best best value so far; null before the first
     * @param bestEpoch its epoch, from 1; 0 before the first
     * @param waited epochs since
     */
    record State(Double best, int bestEpoch, int waited) {
        static final State START = new State(null, 0, 0);
    }

    private final EarlyStoppingConfig config;
    private final Mode mode;
    private State state;

    EarlyStopping(EarlyStoppingConfig config, State state) {
        this.config = config;
        this.mode = config.mode().resolve(config.monitor());
        this.state = state;
    }

    State state() {
        return state;
    }

    /** Hears one finished epoch; {@code record.epoch()} counts from 1, Keras' from 0. */
    Verdict observe(EpochRecord record) {
        int kerasEpoch = record.epoch() - 1;
        if (kerasEpoch < config.startFromEpoch()) {
            return Verdict.GO_ON;
        }
        double value = config.monitor().of(record);
        int waited = state.waited() + 1;
        if (improves(value, state.best())) {
            boolean beatsBaseline = config.baseline() == null || improves(value, config.baseline());
            state = new State(value, record.epoch(), beatsBaseline ? 0 : waited);
            return Verdict.KEEP;
        }
        state = new State(state.best(), state.bestEpoch(), waited);
        return waited >= config.patience() && kerasEpoch > 0 ? Verdict.STOP : Verdict.GO_ON;
    }

    private boolean improves(double value, Double reference) {
        return reference == null || mode.improves(value, reference, config.minDelta());
    }
}
