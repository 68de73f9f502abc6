package dev.sulcus.fused;

import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one network on the CPU. A batch is cut into pieces of a few pictures, each of which one thread computes from end
 * to end: no thread waits for another within a picture, and activations stay in its cache. One picture alone is computed
 * by all threads together.
 *
 * <p>Thread-safe: one batch after the other. Owns packed weights, activations and threads until {@link #close}.
 */
public final class FusedEngine implements AutoCloseable {
    /** Pictures that one thread takes at a time, at most: enough to fill vectors where a picture has few pixels left. */
    static final int PIECE = 8;

    private final FusedNetwork network;
    private final Precision precision;
    private final int threads;
    private final PackedWeights weights;
    private final Map<Integer, FusedPlan[]> plans = new HashMap<>();
    private FusedPlan alone;
    private final ExecutorService others;
    private boolean closed;

    private FusedEngine(FusedNetwork network, Precision precision, int threads) {
        this.network = network;
        this.precision = precision;
        this.threads = threads;
        this.weights = new PackedWeights(precision);
        this.others = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, work -> {
                    Thread thread = new Thread(work, "sulcus-score");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Why this CPU can't compute in a precision, in a sentence; nothing where it can. It has float32 always, bfloat16 with
     * AVX-512 (or AVX2 with its own instructions for it), float16 never: oneDNN's table of data types.
     */
    public static Optional<String> obstacle(Precision precision) {
        String missing = "the fused engine has no " + precision.word() + " on this CPU";
        return switch (precision) {
            case FLOAT32 -> Optional.empty();
            case BFLOAT16 -> OneDnn.hasBfloat16() ? Optional.empty() : Optional.of(missing + ", which lacks AVX-512");
            case FLOAT16 -> Optional.of(missing);
        };
    }

    /**
     * Packs the weights and makes the primitives for one picture; those for a batch follow with the first batch.
     *
     * @param threads 1 or more; 0 takes one per core
     * @throws Fault of kind device when the library or the CPU can't do it, of kind memory without room
     */
    public static FusedEngine open(FusedNetwork network, Precision precision, int threads) {
        obstacle(precision).ifPresent(why -> {
            throw Fault.device(why + ": use float32", null);
        });
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        var engine = new FusedEngine(network, precision, count);
        try {
            engine.alone();
            return engine;
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    /**
     * The probability of each picture.
     *
     * @param images uint8 NHWC, at least n pictures; borrowed, only read
     * @param n how many, 0 or more
     * @param out receives n probabilities at {@code offset}
     */
    public synchronized void score(ByteBuffer images, int n, float[] out, int offset) {
        if (closed) {
            throw Fault.bug("a fused engine was used after it was closed");
        }
        if (n == 1) {
            alone().run(images, 0, out, offset);
            return;
        }
        int size = piece(n, threads);
        int whole = n / size * size;
        share(pieces(size), size, images, 0, whole, out, offset);
        share(pieces(1), 1, images, whole, n, out, offset);
    }

    /**
     * Into pieces of how many pictures a batch of {@code n} is cut: such that the busiest thread has as little to do as can
     * be; of sizes that are alike in this the largest. The rest is taken one by one.
     */
    static int piece(int n, int threads) {
        int best = PIECE;
        for (int size = PIECE / 2; size >= 1; size /= 2) {
            if (busiest(n, size, threads) < busiest(n, best, threads)) {
                best = size;
            }
        }
        return best;
    }

    private static int busiest(int n, int size, int threads) {
        return shares(n / size, threads) * size + shares(n % size, threads);
    }

    private static int shares(int pieces, int threads) {
        return (pieces + threads - 1) / threads;
    }

    /** Bytes of native memory in use: weights once, activations for each plan. */
    public synchronized long bytes() {
        long bytes = weights.bytes() + (alone == null ? 0 : alone.bytes());
        for (FusedPlan[] all : plans.values()) {
            for (FusedPlan plan : all) {
                bytes += plan.bytes();
            }
        }
        return bytes;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (others != null) {
                others.shutdown();
            }
            plans.values().forEach(all -> {
                for (FusedPlan plan : all) {
                    plan.close();
                }
            });
            plans.clear();
            if (alone != null) {
                alone.close();
            }
            weights.close();
        }
    }

    private FusedPlan alone() {
        if (alone == null) {
            alone = new FusedPlan(network, weights, 1, threads, precision);
        }
        return alone;
    }

    /** One plan per thread. */
    private FusedPlan[] pieces(int pictures) {
        FusedPlan[] made = plans.get(pictures);
        if (made == null) {
            made = new FusedPlan[threads];
            try {
                for (int i = 0; i < threads; i++) {
                    made[i] = new FusedPlan(network, weights, pictures, 1, precision);
                }
            } catch (RuntimeException | Error e) {
                for (FusedPlan plan : made) {
                    if (plan != null) {
                        plan.close();
                    }
                }
                throw e;
            }
            plans.put(pictures, made);
        }
        return made;
    }

    /** Pictures from {@code first} up to {@code end}, piece by piece, by whichever thread is free. */
    private void share(FusedPlan[] lanes, int size, ByteBuffer images, int first, int end, float[] out, int offset) {
        int pieces = (end - first) / size;
        if (pieces == 0) {
            return;
        }
        int helpers = Math.min(threads, pieces) - 1;
        var next = new AtomicInteger();
        var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        var done = new CountDownLatch(helpers);
        for (int lane = 1; lane <= helpers; lane++) {
            FusedPlan plan = lanes[lane];
            others.execute(() -> {
                work(plan, next, pieces, failure, images, first, out, offset);
                done.countDown();
            });
        }
        work(lanes[0], next, pieces, failure, images, first, out, offset);
        await(done);
        Throwable cause = failure.get();
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
    }

    private static void work(
            FusedPlan plan,
            AtomicInteger next,
            int pieces,
            java.util.concurrent.atomic.AtomicReference<Throwable> failure,
            ByteBuffer images,
            int first,
            float[] out,
            int offset) {
        try {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                int picture = first + piece * plan.pictures();
                plan.run(images, picture, out, offset + picture);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** The others write into plans and arrays that are used again: they must have ended, also when interrupted. */
    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
