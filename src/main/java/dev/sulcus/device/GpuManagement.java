package dev.sulcus.device;

import java.util.List;

/** What the driver's management library tells. A test stands in for it where no card is. */
interface GpuManagement {
    /** The driver's version as "560.35.03", or null. */
    String driverVersion();

    /** The newest CUDA that the driver runs, as "12.6", or null. */
    String cudaVersion();

    /** The cards, in the driver's order, which may differ from CUDA's. */
    List<GpuCard> cards();

    /** The cards that CUDA counts in this process, in its order; all of {@link #cards} where that can't be told. */
    List<GpuCard> visible();

    /** How the card stands that CUDA counts first in this process; null where it can't be told. */
    GpuState state();

    /** Reads the card that CUDA counts first in this process; null where that can't be done. The caller closes. */
    GpuGauge gauge();

    /**
     * How a card is set, and how it is at a moment. What is unknown is null, or NaN for a number.
     *
     * @param card what it is
     * @param ecc whether its memory corrects errors
     * @param persistence whether the driver keeps it ready while nobody uses it
     * @param clockMhz of the multiprocessors
     * @param maxClockMhz of the multiprocessors
     * @param memoryClockMhz of its memory
     * @param maxMemoryClockMhz of its memory
     * @param celsius its temperature
     */
    record GpuState(
            GpuCard card,
            Boolean ecc,
            Boolean persistence,
            double clockMhz,
            double maxClockMhz,
            double memoryClockMhz,
            double maxMemoryClockMhz,
            double celsius) {}

    /** What stands in where there is no driver. */
    GpuManagement NONE = new GpuManagement() {
        @Override
        public String driverVersion() {
            return null;
        }

        @Override
        public String cudaVersion() {
            return null;
        }

        @Override
        public List<GpuCard> cards() {
            return List.of();
        }

        @Override
        public List<GpuCard> visible() {
            return List.of();
        }

        @Override
        public GpuState state() {
            return null;
        }

        @Override
        public GpuGauge gauge() {
            return null;
        }
    };
}
