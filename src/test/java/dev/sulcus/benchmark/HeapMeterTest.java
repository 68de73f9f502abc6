package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HeapMeterTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void shouldCountGarbageOfThisThread() {
        HeapMeter meter = HeapMeter.ofThisThread();
        double before = meter.bytes();
        byte[] garbage = new byte[MEGABYTE];
        assertThat(meter.bytes() - before).isBetween((double) MEGABYTE, MEGABYTE + 50_000.0);
        assertThat(garbage).isNotEmpty();
    }

    @Test
    void shouldCountThreadsThatWereStartedMeanwhile() throws InterruptedException {
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        byte[][] kept = new byte[1][];
        Set<Thread> before = HeapMeter.living();
        Thread worker = new Thread(() -> {
            await(go);
            kept[0] = new byte[MEGABYTE];
            done.countDown();
            await(end);
        });
        worker.start();
        HeapMeter meter = HeapMeter.sinceStarted(before);
        double bytes = meter.bytes();
        go.countDown();
        done.await();
        assertThat(meter.bytes() - bytes).isGreaterThanOrEqualTo(MEGABYTE);
        end.countDown();
        worker.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
