package dev.sulcus.benchmark;

import dev.sulcus.fault.Fault;
import java.util.function.BooleanSupplier;

/**
 * Ends the work once the user wishes to stop.
 *
 * @param wish true once they do
 */
record StopWish(BooleanSupplier wish) {
    /** @throws Fault of kind interrupted */
    void check() {
        if (wish.getAsBoolean()) {
            throw Fault.interrupted("stopped; a measurement that is cut off is no result, and nothing was written");
        }
    }
}
