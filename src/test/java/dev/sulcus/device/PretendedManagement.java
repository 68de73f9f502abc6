package dev.sulcus.device;

import java.util.List;

/** Stands in for the driver's management library: one card. */
final class PretendedManagement implements GpuManagement {
    static final GpuCard CARD = new GpuCard("NVIDIA H100 80GB HBM3", "9.0", 80L << 30, 79L << 30, 700);

    @Override
    public String driverVersion() {
        return "560.35.03";
    }

    @Override
    public String cudaVersion() {
        return "12.6";
    }

    @Override
    public List<GpuCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<GpuCard> visible() {
        return cards();
    }

    @Override
    public GpuState state() {
        return new GpuState(CARD, true, false, 345, 1980, 2619, 2619, 31);
    }

    @Override
    public GpuGauge gauge() {
        return new PretendedGauge();
    }
}
