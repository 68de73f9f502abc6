package dev.sulcus.device;

/** Reads one card. Not thread-safe. A test stands in for it where no card is. */
interface GpuGauge extends AutoCloseable {
    /** Overwrites every member; allocates nothing. Takes about a millisecond. */
    void read(GpuReading into);

    @Override
    void close();
}
