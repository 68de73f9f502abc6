package dev.sulcus.benchmark;

import dev.sulcus.device.GpuMeter;
import dev.sulcus.device.GpuUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The server scenario of one setting: a search per turn, so that the rates of settings can be compared, and in the end a
 * run of full length at the median of what the searches found, lowered step by step while it does not hold. Used by one
 * thread.
 */
public final class ServerSubject {
    private static final int MOST_ATTEMPTS = 6;
    private static final double LOWER = 0.93;
    private static final double PRECISION = 0.05;

    private final ServerLoad server;
    private final LoadConfig load;
    private final LoadConfig tries;
    private final double boundMillis;
    private final long seed;
    private final List<Double> rates = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private GpuMeter meter = GpuMeter.NONE;
    private GpuUse gpu;

    /**
     * @param tries how long a try of the search lasts
     * @param load how long the reported run lasts
     * @param boundMillis what the 99th percentile must keep
     */
    public ServerSubject(ServerLoad server, LoadConfig tries, LoadConfig load, double boundMillis, long seed) {
        this.server = server;
        this.tries = tries;
        this.load = load;
        this.boundMillis = boundMillis;
        this.seed = seed;
    }

    /** From now on, {@code meter} sees what the card does in each run of full length. */
    public void watch(GpuMeter watching) {
        meter = watching;
    }

    /**
     * One search.
     *
     * @param guess queries per second to begin with
     */
    public void search(int round, double guess) {
        long start = System.nanoTime();
        var search = new ServerSearch(server, Scenario.SERVER.percentile(), boundMillis, tries, PRECISION);
        double rate = search.highest(rates.isEmpty() ? guess : Medians.of(array()), seed + 1000L * round);
        if (rate > 0) {
            rates.add(rate);
            double seconds = (System.nanoTime() - start) / 1e9;
            blocks.add(new Block(round, 1, seconds, new double[] {1000 / rate}));
        }
    }

    /** The run that is reported; its latencies are in {@link #histogram()}. */
    public ServerResult confirm() {
        if (rates.isEmpty()) {
            return new ServerResult(
                    0,
                    boundMillis,
                    rates,
                    0,
                    0,
                    0,
                    String.format(Locale.ROOT, "no rate keeps the 99th percentile within %.1f ms", boundMillis));
        }
        double rate = Medians.of(array());
        long asked = 0;
        for (int attempt = 1; ; attempt++) {
            ServerLoad.Bound bound = ServerLoad.Bound.of(Scenario.SERVER.percentile(), boundMillis, rate, load);
            meter.begin();
            ServerLoad.Outcome outcome = server.run(rate, seed - attempt, load, bound);
            meter.end();
            asked += outcome.queries();
            String reason = reason(outcome);
            if (reason == null || attempt == MOST_ATTEMPTS) {
                gpu = meter.use(asked);
                return new ServerResult(
                        rate, boundMillis, rates, attempt, outcome.queries(), outcome.seconds(), reason);
            }
            rate *= LOWER;
        }
    }

    /** What the card did in the runs of full length; null where nothing is computed on one. */
    public GpuUse gpu() {
        return gpu;
    }

    /** Latencies of the last run. */
    public LatencyHistogram histogram() {
        return server.histogram();
    }

    /** One per search: its sample is the mean milliseconds between arrivals at the rate it found. */
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    private String reason(ServerLoad.Outcome outcome) {
        if (!outcome.completed()) {
            String tooShort = load.tooShort(outcome.queries(), outcome.seconds(), "queries");
            boolean stoppedByTime = outcome.seconds() > load.maxSeconds();
            return stoppedByTime && tooShort != null ? tooShort : broken();
        }
        return ServerSearch.keeps(server.histogram(), Scenario.SERVER.percentile(), boundMillis) ? null : broken();
    }

    private String broken() {
        return String.format(
                Locale.ROOT,
                "no rate was found at which a run of full length keeps the 99th percentile within %.1f ms",
                boundMillis);
    }

    private double[] array() {
        return rates.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
