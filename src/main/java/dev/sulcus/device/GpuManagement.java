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
    };
}
