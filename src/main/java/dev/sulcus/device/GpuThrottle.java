package dev.sulcus.device;

/**
 * Why a card's clock is not at its highest: the bits of nvmlDeviceGetCurrentClocksThrottleReasons in NVIDIA's NVML API
 * reference. An idle card, bit 1, is not throttled.
 */
enum GpuThrottle {
    /** Somebody fixed the clocks. */
    CLOCKS_SET(0x2, "clocks set by a user"),
    /** It would draw more than its limit: usual under full load. */
    POWER_CAP(0x4, "power limit"),
    /** By half or more: too hot, or too little power. */
    HARDWARE_SLOWDOWN(0x8, "hardware slowdown"),
    /** Kept in step with other cards. */
    SYNC_BOOST(0x10, "sync boost"),
    /** The driver cools it down. */
    SOFTWARE_THERMAL(0x20, "temperature, by the driver"),
    /** It cools itself down. */
    HARDWARE_THERMAL(0x40, "temperature, by the card"),
    /** The power supply asked for it. */
    POWER_BRAKE(0x80, "power brake"),
    /** A display needs them. */
    DISPLAY(0x100, "display clocks");

    private final long bit;
    private final String words;

    GpuThrottle(long bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    boolean in(long bits) {
        return (bits & bit) != 0;
    }

    String words() {
        return words;
    }
}
