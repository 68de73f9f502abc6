package dev.sulcus.device;

/**
 * One NVIDIA card, as its driver describes it.
 *
 * @param name as "NVIDIA H100 80GB HBM3"
 * @param capability of its instructions, as "9.0"; null when the driver doesn't say
 * @param memoryBytes of the card, or null
 * @param freeBytes of those that nobody has taken, or null
 * @param powerLimitWatts that the driver enforces; NaN where it doesn't say
 */
public record GpuCard(String name, String capability, Long memoryBytes, Long freeBytes, double powerLimitWatts) {}
