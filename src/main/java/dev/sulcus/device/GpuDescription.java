package dev.sulcus.device;

import java.util.List;
import java.util.Map;

/**
 * The card that sessions compute on and what drives it, when a measurement began. What is unknown is null, or NaN for a
 * number.
 *
 * @param name as "NVIDIA H100 80GB HBM3"
 * @param capability of its instructions, as "9.0"
 * @param cards of the machine
 * @param memoryBytes of the card
 * @param driver version
 * @param driverCuda the newest CUDA that the driver runs
 * @param cuda version of CUDA's runtime in this process
 * @param cudnn version of cuDNN in this process
 * @param ecc whether its memory corrects errors, which costs some of it
 * @param persistence whether the driver keeps the card ready while nobody uses it
 * @param clockMhz of the multiprocessors
 * @param maxClockMhz of the multiprocessors
 * @param memoryClockMhz of its memory
 * @param maxMemoryClockMhz of its memory
 * @param powerLimitWatts that the driver enforces
 * @param celsius its temperature
 * @param libraries where each library of driver, CUDA and cuDNN was loaded from, by name
 */
public record GpuDescription(
        String name,
        String capability,
        int cards,
        Long memoryBytes,
        String driver,
        String driverCuda,
        String cuda,
        String cudnn,
        Boolean ecc,
        Boolean persistence,
        double clockMhz,
        double maxClockMhz,
        double memoryClockMhz,
        double maxMemoryClockMhz,
        double powerLimitWatts,
        double celsius,
        Map<String, String> libraries) {
    /** Copies the map. */
    public GpuDescription {
        libraries = libraries == null ? Map.of() : Map.copyOf(libraries);
    }

    /** In a few words: card, driver, CUDA, cuDNN. */
    public String words() {
        var text = new StringBuilder(name);
        append(text, ", driver ", driver);
        append(text, ", CUDA ", cuda);
        append(text, ", cuDNN ", cudnn);
        return text.toString();
    }

    /** What lasts longer than a measurement and can change a speed, each with its name. */
    List<Fact> lasting() {
        return List.of(
                new Fact("card", name),
                new Fact("cards", cards),
                new Fact("NVIDIA driver", driver),
                new Fact("CUDA", cuda),
                new Fact("cuDNN", cudnn),
                new Fact("ECC", ecc),
                new Fact("power limit", powerLimitWatts),
                new Fact("highest clock", maxClockMhz));
    }

    /** A named value; null when it is unknown. */
    record Fact(String name, Object value) {}

    private static void append(StringBuilder text, String label, String value) {
        if (value != null) {
            text.append(label).append(value);
        }
    }
}
