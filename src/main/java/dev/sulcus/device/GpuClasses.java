package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * native-config/gpu.json: settings by class of card.
 *
 * @param cards by compute capability, as "9.0"; by its first number, as "9", for all that share it; and "other"
 */
public record GpuClasses(Map<String, GpuConfig> cards) {
    /** For cards that are not named. */
    static final String OTHER = "other";

    private static final String CLASS = "[0-9]{1,2}(\\.[0-9])?";

    /** Where there is no such file. */
    public static final GpuClasses DEFAULT = new GpuClasses(Map.of(OTHER, GpuConfig.DEFAULT));

    /** Refuses names that no card has. */
    public GpuClasses {
        if (cards == null || !cards.containsKey(OTHER)) {
            throw Fault.data("cards lacks '" + OTHER + "', the settings for cards that are not named");
        }
        for (String name : cards.keySet()) {
            if (!name.equals(OTHER) && !name.matches(CLASS)) {
                throw Fault.data("cards names '" + name + "'; it must be a compute capability, as 9.0 or 9, or other");
            }
        }
        cards = Map.copyOf(new TreeMap<>(cards));
    }

    /** Whether a card can be asked about at all: a build for GPUs, and an NVIDIA driver. Loads that driver. */
    public static boolean apply() {
        return NativeLibraries.isGpuBuild() && GpuLibraries.driverOpens();
    }

    /** The settings for this machine's card, the first that CUDA counts in this process. */
    public GpuConfig here() {
        List<GpuCard> listed = Nvml.open().visible();
        return of(listed.isEmpty() ? null : listed.get(0).capability());
    }

    /** The settings for one compute capability; null is unknown. */
    GpuConfig of(String capability) {
        if (capability == null) {
            return cards.get(OTHER);
        }
        String major = capability.split("\\.")[0];
        return cards.getOrDefault(capability, cards.getOrDefault(major, cards.get(OTHER)));
    }
}
