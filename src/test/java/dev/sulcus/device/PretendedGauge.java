package dev.sulcus.device;

/** Stands in for a card: shows what the test sets, and counts energy as the test says. */
final class PretendedGauge implements GpuGauge {
    long utilisationPercent = 80;
    long memoryBytes = 5L << 30;
    long milliwatts = 400_000;
    long millijoules = 0;
    long clockMhz = 1980;
    long throttle;
    int reads;
    boolean closed;

    @Override
    public synchronized void read(GpuReading into) {
        reads++;
        into.utilisationPercent = utilisationPercent;
        into.memoryBytes = memoryBytes;
        into.milliwatts = milliwatts;
        into.millijoules = millijoules;
        into.clockMhz = clockMhz;
        into.throttle = throttle;
    }

    @Override
    public void close() {
        closed = true;
    }
}
