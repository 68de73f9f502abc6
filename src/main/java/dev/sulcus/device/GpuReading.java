package dev.sulcus.device;

/** What a card shows at one moment. Filled in place again and again, so that a sample leaves nothing on the heap. */
final class GpuReading {
    /** Stands for a number that the driver doesn't tell. */
    static final long UNKNOWN = -1;

    /** Share of the driver's last interval (1/6 s to 1 s) in which a kernel ran, percent; or {@link #UNKNOWN}. */
    long utilisationPercent;

    /** Memory that is taken, by all processes; or {@link #UNKNOWN}. */
    long memoryBytes;

    /** Now, or averaged over a second on newer cards; or {@link #UNKNOWN}. */
    long milliwatts;

    /** Since the driver was loaded; or {@link #UNKNOWN}. */
    long millijoules;

    /** Of the multiprocessors; or {@link #UNKNOWN}. */
    long clockMhz;

    /** Bits that say why the clock is not at its highest, as {@link GpuThrottle} names them; 0 when unknown. */
    long throttle;
}
