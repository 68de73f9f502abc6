package dev.sulcus.benchmark;

import dev.sulcus.artefact.Json;
import dev.sulcus.device.GpuUse;
import dev.sulcus.device.MachineDescription;
import dev.sulcus.device.MachinePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents with figures that somebody made up. */
public final class MadeUpBench {
    private MadeUpBench() {}

    public static MachineDescription machine(String cpu, double load) {
        return new MachineDescription(
                cpu,
                2,
                2,
                Double.NaN,
                null,
                List.of("avx2"),
                24L << 30,
                null,
                null,
                null,
                List.of("/device:CPU:0"),
                "2.18.0",
                "4.10.0",
                "17.0.15 Someone",
                "Linux 6 amd64",
                Map.of(),
                load);
    }

    /** A row of {@code blocks} blocks around {@code millis}. */
    public static BenchRow row(BenchSetting setting, double millis, int blocks, long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Block>();
        var histogram = new LatencyHistogram();
        for (int round = 0; round < blocks; round++) {
            double[] samples = random.doubles(40, millis * 0.98, millis * 1.05).toArray();
            for (double sample : samples) {
                histogram.record((long) (sample * 1e6));
            }
            all.add(new Block(round, samples.length, 1, samples));
        }
        boolean scenario = setting.scenario() != null;
        double batch = setting.batch() == null ? 1 : setting.batch();
        return new BenchRow(
                setting.words(),
                setting,
                true,
                null,
                scenario ? "query" : "step",
                40L * blocks,
                blocks,
                histogram.result(),
                scenario ? 90 : Double.NaN,
                scenario ? histogram.millis(90) : Double.NaN,
                TailEstimate.millis(histogram, 90),
                batch / millis * 1000,
                scenario ? Double.NaN : 0.01,
                120,
                0.65,
                Double.NaN,
                scenario ? Double.NaN : 2.1e9,
                150,
                null,
                setting.workers() == null ? null : new StageCost(0.05, 0.4, 0.1, 0.01),
                null,
                new WarmUpResult(12, 1.5, true),
                histogram.tail(),
                all);
    }

    public static BenchDocument document(String kind, MachineDescription machine, List<BenchRow> rows) {
        return new BenchDocument(
                BenchDocument.SCHEMA,
                kind,
                "0.1.0 (abc)",
                "2026-11-24T00:00:00Z",
                61.5,
                false,
                Json.tree(Map.of("model", "cnn", "out", "somewhere")),
                machine,
                new MachinePeak(184, 766, 69),
                rows,
                BenchComparison.within(rows),
                List.of(new Agreement("bfloat16", "float32", 253, 0.004, 0.0005, 0.5, 0, 0)),
                null,
                List.of());
    }

    /** Two precisions by three sizes of batch. */
    public static BenchDocument train() {
        var rows = new ArrayList<BenchRow>();
        for (int batch : new int[] {8, 16, 32}) {
            rows.add(row(new BenchSetting(null, "memory", "FLOAT32", batch, null), 20.0 * batch, 7, batch));
            rows.add(row(new BenchSetting(null, "memory", "BFLOAT16", batch, null), 14.0 * batch, 7, batch + 1));
        }
        return document("train", machine("AMD EPYC", 0.1), rows);
    }

    /** Training on a card. */
    public static BenchDocument onCard() {
        BenchRow plain = row(new BenchSetting(null, "memory", "FLOAT32", 32, null), 2, 7, 1);
        var use = new GpuUse(
                50,
                0.87,
                0.99,
                9e9,
                612,
                4284,
                0.051,
                1755,
                1410,
                Map.of("power limit", 0.4, "temperature, by the driver", 0.05));
        BenchDocument document = document("train", machine("AMD EPYC", 0.1), List.of(with(plain, use)));
        return new BenchDocument(
                document.schema(),
                document.kind(),
                document.program(),
                document.started(),
                document.seconds(),
                false,
                document.settings(),
                document.machine(),
                new MachinePeak("gpu", 8192, true, 410_000, 720_000, 2900, 1L << 30, 11, 25),
                document.rows(),
                List.of(),
                List.of(),
                null,
                List.of());
    }

    private static BenchRow with(BenchRow row, GpuUse use) {
        return new BenchRow(
                row.name(),
                row.setting(),
                row.valid(),
                row.reason(),
                row.unit(),
                row.pictures(),
                row.seconds(),
                row.latency(),
                row.percentile(),
                row.headlineMillis(),
                row.confidentMillis(),
                row.imagesPerSecond(),
                row.waitShare(),
                row.gflops(),
                row.peakShare(),
                0.42,
                row.peakBytes(),
                row.heapBytesPerImage(),
                use,
                row.stages(),
                row.server(),
                row.warmUp(),
                row.tail(),
                row.blocks());
    }

    /** Scoring with a scenario that was too short. */
    public static BenchDocument score() {
        return document(
                "score",
                machine("AMD EPYC", 0.1),
                List.of(
                        row(new BenchSetting("single-stream", "files", "FLOAT32", 1, null), 9, 7, 1),
                        row(new BenchSetting("single-stream", "files", "BFLOAT16", 1, null), 6, 7, 2),
                        BenchRows.invalid(
                                new BenchSetting("multi-stream", "files", "FLOAT32", 8, null),
                                "too short: 3 queries in 1.0 s, where 662 and 600.0 s are the least",
                                null)));
    }

    /** Files to batches by two numbers of threads. */
    public static BenchDocument pipeline() {
        return document(
                "pipeline",
                machine("AMD EPYC", 0.1),
                List.of(
                        row(new BenchSetting(null, "files", null, 32, 1), 80, 7, 1),
                        row(new BenchSetting(null, "files", null, 32, 2), 42, 7, 2)));
    }

    /** A straight line. */
    public static BenchDocument curve() {
        var points = new ArrayList<CurvePoint>();
        for (int count : new int[] {250, 1000, 4000}) {
            points.add(new CurvePoint(count, 32, count / 200.0, 200, 8e8, 8e8 + 100 * count, 90, null));
        }
        var batches = List.of(
                new CurvePoint(1000, 1, 10, 100, 7e8, 7e8, 90, null),
                new CurvePoint(1000, 32, 5, 200, 8e8, 8e8, 90, null));
        BenchDocument plain = document("curve", machine("AMD EPYC", 0.1), List.of());
        return new BenchDocument(
                plain.schema(),
                plain.kind(),
                plain.program(),
                plain.started(),
                plain.seconds(),
                true,
                plain.settings(),
                plain.machine(),
                null,
                List.of(),
                List.of(),
                List.of(),
                CostCurve.of(points, batches),
                List.of("something else keeps this machine busy"));
    }
}
