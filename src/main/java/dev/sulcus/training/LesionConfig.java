package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/**
 * How a network learns to see lesions before it sees a patient's: from healthy heads, half of which get a lesion painted
 * in, so that nothing but the lesion tells the two apart; and, beside that, from the kinds of real tumours.
 *
 * @param healthy heads as they are in each batch, 1 to 1024
 * @param painted heads with a painted lesion in each batch, 1 to 1024
 * @param tumours heads with a real tumour in each batch, for their kind alone, 0 to 1024
 * @param kindWeight what the loss of the kinds is multiplied by, 0 to 100
 * @param stepsPerEpoch steps between two looks at the held part, 1 to 100,000
 */
public record LesionConfig(int healthy, int painted, int tumours, double kindWeight, int stepsPerEpoch) {
    /** Checks the ranges. */
    public LesionConfig {
        require("healthy", healthy, 1, 1024);
        require("painted", painted, 1, 1024);
        require("tumours", tumours, 0, 1024);
        require("stepsPerEpoch", stepsPerEpoch, 1, 100_000);
        if (!(kindWeight >= 0 && kindWeight <= 100)) {
            throw Fault.usage("kindWeight is " + kindWeight + "; it must be 0 to 100");
        }
    }

    /** Pictures in a batch. */
    public int batch() {
        return healthy + painted + tumours;
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw Fault.usage(name + " is " + value + "; it must be " + least + " to " + most);
        }
    }
}
