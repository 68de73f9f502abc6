package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GpuWatchTest {
    private static final long MILLI = 1_000_000;

    private final PretendedGauge gauge = new PretendedGauge();
    private final AtomicLong now = new AtomicLong();

    @Test
    void shouldAddUpTheStretchesOfOneSetting() {
        try (GpuWatch watch = watch()) {
            GpuMeter meter = new GpuMeter(watch);
            stretch(watch, meter, 1000, 500_000);
            gauge.utilisationPercent = 40;
            gauge.memoryBytes = 7L << 30;
            gauge.clockMhz = 1000;
            stretch(watch, meter, 1000, 300_000);
            GpuUse use = meter.use(200);
            assertThat(use.joules()).isCloseTo(800, within(1e-9));
            assertThat(use.watts()).isCloseTo(400, within(1e-9));
            assertThat(use.joulesPerImage()).isCloseTo(4, within(1e-9));
            assertThat(use.utilisation()).isCloseTo(0.6, within(1e-9));
            assertThat(use.maxUtilisation()).isEqualTo(0.8);
            assertThat(use.peakMemoryBytes()).isEqualTo(7L << 30);
            assertThat(use.clockMhz()).isEqualTo(1490);
            assertThat(use.minClockMhz()).isEqualTo(1000);
            assertThat(use.throttling()).isEmpty();
        }
    }

    @Test
    void shouldLeaveOutWhatStillTellsOfTheSettingBefore() {
        try (GpuWatch watch = watch()) {
            GpuMeter meter = new GpuMeter(watch);
            gauge.utilisationPercent = 5;
            meter.begin();
            now.addAndGet(200 * MILLI);
            watch.tick();
            gauge.utilisationPercent = 95;
            now.addAndGet(100 * MILLI);
            watch.tick();
            meter.end();
            assertThat(meter.use(1).utilisation()).isEqualTo(0.95);
        }
    }

    @Test
    void shouldTakeMeanPowerWhereTheCardCountsNoEnergy() {
        gauge.millijoules = GpuReading.UNKNOWN;
        try (GpuWatch watch = watch()) {
            GpuMeter meter = new GpuMeter(watch);
            meter.begin();
            now.addAndGet(2000 * MILLI);
            meter.end();
            assertThat(meter.use(10).joulesPerImage()).isCloseTo(80, within(1e-9));
        }
    }

    @Test
    void shouldNameWhatHeldTheClockWithItsShare() {
        try (GpuWatch watch = watch()) {
            GpuMeter meter = new GpuMeter(watch);
            meter.begin();
            gauge.throttle = 0x4 | 0x20 | 0x1;
            watch.tick();
            gauge.throttle = 0x4;
            watch.tick();
            gauge.throttle = 0x1;
            watch.tick();
            now.addAndGet(MILLI);
            meter.end();
            assertThat(meter.use(1).throttling())
                    .containsOnlyKeys("power limit", "temperature, by the driver")
                    .containsEntry("power limit", 0.5)
                    .containsEntry("temperature, by the driver", 0.25);
        }
    }

    @Test
    void shouldLeaveUndefinedWhatTheDriverDoesNotTell() {
        gauge.utilisationPercent = GpuReading.UNKNOWN;
        gauge.memoryBytes = GpuReading.UNKNOWN;
        gauge.milliwatts = GpuReading.UNKNOWN;
        gauge.millijoules = GpuReading.UNKNOWN;
        gauge.clockMhz = GpuReading.UNKNOWN;
        try (GpuWatch watch = watch()) {
            GpuMeter meter = new GpuMeter(watch);
            stretch(watch, meter, 1000, 0);
            GpuUse use = meter.use(10);
            assertThat(new double[] {
                        use.utilisation(), use.peakMemoryBytes(), use.watts(), use.joulesPerImage(), use.clockMhz()
                    })
                    .containsOnly(Double.NaN);
        }
    }

    @Test
    void shouldSeeNothingWhereSessionsComputeOnTheProcessor() {
        try (GpuWatch watch = GpuWatch.open(SessionConfig.DEFAULT.with(DeviceChoice.CPU))) {
            GpuMeter meter = watch.meter();
            meter.begin();
            meter.end();
            assertThat(meter.use(10)).isNull();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(t -> t.getName().equals("gpu-watch"));
        }
    }

    @Test
    void shouldLookByItselfUntilItIsClosed() throws InterruptedException {
        GpuWatch watch = new GpuWatch(gauge, System::nanoTime);
        GpuMeter meter = watch.meter();
        meter.begin();
        for (int i = 0; i < 200 && reads() < 4; i++) {
            Thread.sleep(50);
        }
        meter.end();
        watch.close();
        assertThat(reads()).isGreaterThanOrEqualTo(4);
        assertThat(gauge.closed).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("gpu-watch"));
        meter.begin(); // after the end: without effect, and without touching the card
        int after = reads();
        meter.end();
        assertThat(reads()).isEqualTo(after);
    }

    private int reads() {
        synchronized (gauge) {
            return gauge.reads;
        }
    }

    private GpuWatch watch() {
        return new GpuWatch(gauge, now::get);
    }

    private void stretch(GpuWatch watch, GpuMeter meter, long millis, long millijoules) {
        meter.begin();
        now.addAndGet(millis * MILLI / 2);
        watch.tick();
        now.addAndGet(millis * MILLI / 2);
        if (gauge.millijoules != GpuReading.UNKNOWN) {
            gauge.millijoules += millijoules;
        }
        meter.end();
    }
}
