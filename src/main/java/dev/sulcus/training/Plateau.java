package dev.sulcus.training;

/** Keras 3's ReduceLROnPlateau, rule by rule, as a state machine that can be saved and continued. Not thread-safe. */
final class Plateau {
    /**
     * Where it stands.
     *
     * @param best best value so far; null before the first
     * @param waited epochs since
     * @param cooldown epochs left in which nothing is counted
     */
    record State(Double best, int waited, int cooldown) {
        static final State START = new State(null, 0, 0);
    }

    private final PlateauConfig config;
    private final Mode mode;
    private State state;

    Plateau(PlateauConfig config, State state) {
        this.config = config;
        this.mode = config.mode().resolve(config.monitor());
        this.state = state;
    }

    State state() {
        return state;
    }

    /** Hears one finished epoch and says the learning rate of the next. */
    double observe(EpochRecord record, double learningRate) {
        double value = config.monitor().of(record);
        int cooldown = Math.max(0, state.cooldown() - 1);
        int waited = state.cooldown() > 0 ? 0 : state.waited();
        if (state.best() == null || mode.improves(value, state.best(), config.minDelta())) {
            state = new State(value, 0, cooldown);
            return learningRate;
        }
        if (cooldown > 0) {
            state = new State(state.best(), waited, cooldown);
            return learningRate;
        }
        waited++;
        if (waited < config.patience() || learningRate <= config.minLearningRate()) {
            state = new State(state.best(), waited, cooldown);
            return learningRate;
        }
        state = new State(state.best(), 0, config.cooldown()); // the best stays: Keras does not start anew
        return Math.max(learningRate * config.factor(), config.minLearningRate());
    }
}
