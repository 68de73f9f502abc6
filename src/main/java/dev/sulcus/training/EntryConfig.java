package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/**
 * How pictures enter a training graph. Does not change what it computes.
 *
 * @param way by which
 * @param pictures that live on the device; 0 unless the way is RESIDENT
 * @param steps that one session call may take, 1 to 64; more than 1 only where pictures live on the device
 */
record EntryConfig(Way way, int pictures, int steps) {
    /** A batch with each step. */
    static final EntryConfig FED = new EntryConfig(Way.FED, 0, 1);
    /** A batch with the step before. */
    static final EntryConfig STAGED = new EntryConfig(Way.STAGED, 0, 1);

    /** The ways in. */
    enum Way {
        /** Fed with the step. */
        FED,
        /** Handed over one step ahead. */
        STAGED,
        /** There since before the first step; a step names rows. */
        RESIDENT
    }

    /** Checks the ranges. */
    EntryConfig {
        if (steps < 1 || steps > FeedingConfig.MOST_STEPS || steps > 1 && way != Way.RESIDENT) {
            throw Fault.bug(steps + " steps in a session call of a graph whose pictures are " + way);
        }
        if ((way == Way.RESIDENT) != (pictures > 0)) {
            throw Fault.bug(pictures + " pictures on the device in a graph whose pictures are " + way);
        }
    }

    static EntryConfig resident(int pictures, int steps) {
        return new EntryConfig(Way.RESIDENT, pictures, steps);
    }
}
