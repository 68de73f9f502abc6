package dev.sulcus.benchmark;

import dev.sulcus.device.MachinePeak;
import dev.sulcus.device.Precision;
import java.util.List;

/** Rows of a document, from what was measured. Stateless. */
public final class BenchRows {
    private static final double GIGA = 1e9;

    private BenchRows() {}

    /** Of files made ready. */
    public static BenchRow of(BenchSetting setting, PassSubject subject, WarmUpResult warmUp) {
        Measurement m = subject.measurement();
        StageCost stages = StageCost.of(subject.stages());
        double wait = subject.stages().waitNanos() / GIGA / m.seconds();
        return row(setting, PassSubject.UNIT + " pictures", m, Double.NaN, warmUp)
                .waiting(wait)
                .stages(stages)
                .build();
    }

    /**
     * Of training steps.
     *
     * @param cost of one picture's share of a step
     * @param peak of the machine; null when it was not measured
     */
    public static BenchRow of(
            BenchSetting setting, StepSubject subject, WarmUpResult warmUp, WorkCost cost, MachinePeak peak) {
        Measurement m = subject.measurement();
        double perStep = (double) cost.operations() * setting.batch();
        double gflops = perStep / (m.histogram().millis(50) / 1e3) / GIGA;
        double most = peak == null ? Double.NaN : peak.gflops(Precision.valueOf(setting.precision()));
        return row(setting, "step", m, Double.NaN, warmUp)
                .waiting(subject.waitShare())
                .work(gflops, gflops / most, cost.copyShare(m.imagesPerSecond(), peak))
                .memory(subject.peakBytes())
                .build();
    }

    /** Of queries one after the other, or of all at once; invalid when they were too few. */
    public static BenchRow of(
            BenchSetting setting,
            Scenario scenario,
            Subject subject,
            WarmUpResult warmUp,
            LoadConfig load,
            WorkCost cost,
            MachinePeak peak) {
        Measurement m = subject.measurement();
        boolean offline = scenario == Scenario.OFFLINE;
        long asked = offline ? m.pictures() : m.units();
        String reason = load.tooShort(asked, m.seconds(), offline ? "pictures" : "queries");
        if (reason != null) {
            return invalid(setting, reason, warmUp);
        }
        double gflops = cost.operations() * m.imagesPerSecond() / GIGA;
        double most = peak == null ? Double.NaN : peak.gflops(Precision.valueOf(setting.precision()));
        return row(setting, offline ? "batch" : "query", m, scenario.percentile(), warmUp)
                .work(gflops, gflops / most, cost.copyShare(m.imagesPerSecond(), peak))
                .build();
    }

    /** Of a server; invalid when no rate kept the bound for long enough. */
    public static BenchRow of(BenchSetting setting, ServerSubject subject, ServerResult result) {
        if (result.reason() != null) {
            return invalid(setting, result.reason(), null);
        }
        LatencyHistogram h = subject.histogram();
        double percentile = Scenario.SERVER.percentile();
        return new BenchRow(
                setting.words(),
                setting,
                true,
                null,
                "query",
                result.queries(),
                result.seconds(),
                h.result(),
                percentile,
                h.millis(percentile),
                TailEstimate.millis(h, percentile),
                result.queries() / result.seconds(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                subject.gpu(),
                null,
                result,
                null,
                h.tail(),
                subject.blocks());
    }

    /** A row without figures. */
    public static BenchRow invalid(BenchSetting setting, String reason, WarmUpResult warmUp) {
        return new BenchRow(
                setting.words(),
                setting,
                false,
                reason,
                null,
                0,
                Double.NaN,
                null,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                null,
                null,
                null,
                warmUp,
                new double[0][],
                List.of());
    }

    private static Draft row(
            BenchSetting setting, String unit, Measurement measured, double percentile, WarmUpResult warmUp) {
        return new Draft(setting, unit, measured, percentile, warmUp);
    }

    /** A row that is being filled in. */
    private static final class Draft {
        private final BenchSetting setting;
        private final String unit;
        private final Measurement measured;
        private final double percentile;
        private final WarmUpResult warmUp;
        private double waiting = Double.NaN;
        private double gflops = Double.NaN;
        private double share = Double.NaN;
        private double ofCopy = Double.NaN;
        private double bytes = Double.NaN;
        private StageCost stages;

        Draft(BenchSetting setting, String unit, Measurement measured, double percentile, WarmUpResult warmUp) {
            this.setting = setting;
            this.unit = unit;
            this.measured = measured;
            this.percentile = percentile;
            this.warmUp = warmUp;
        }

        Draft waiting(double value) {
            waiting = value;
            return this;
        }

        Draft work(double reached, double ofPeak, double ofBandwidth) {
            gflops = reached;
            share = ofPeak;
            ofCopy = ofBandwidth;
            return this;
        }

        Draft memory(double value) {
            bytes = value;
            return this;
        }

        Draft stages(StageCost value) {
            stages = value;
            return this;
        }

        BenchRow build() {
            LatencyHistogram h = measured.histogram();
            boolean has = !Double.isNaN(percentile);
            return new BenchRow(
                    setting.words(),
                    setting,
                    true,
                    null,
                    unit,
                    measured.pictures(),
                    measured.seconds(),
                    h.result(),
                    percentile,
                    has ? h.millis(percentile) : Double.NaN,
                    has ? TailEstimate.millis(h, percentile) : Double.NaN,
                    measured.imagesPerSecond(),
                    waiting,
                    gflops,
                    share,
                    ofCopy,
                    bytes,
                    measured.heapBytesPerImage(),
                    measured.gpu(),
                    stages,
                    null,
                    warmUp,
                    h.tail(),
                    measured.blocks());
        }
    }
}
