package dev.sulcus.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sulcus.fault.Fault;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LesionPainterTest {
    private static final int SIDE = 96;
    private static final int KEYS = 400;
    private static final float VISIBLE = 0.02f;

    private final LesionPainter painter = new LesionPainter(SIDE);

    @Test
    void shouldPaintTheSameForTheSameKey() {
        float[] first = painted(7);
        painted(8);
        assertThat(painted(7)).isEqualTo(first);
        float[] fresh = head();
        new LesionPainter(SIDE).paint(fresh, 7);
        assertThat(fresh).isEqualTo(first);
    }

    @Test
    void shouldPaintTheSamePixelsOnEveryMachine() {
        float[] uniform = disc(0.4f);
        painter.paint(uniform, 1);
        assertThat(Arrays.hashCode(uniform)).isEqualTo(-1459023847);
    }

    @Test
    void shouldPaintAnotherLesionForAnotherKey() {
        assertThat(IntStream.range(0, KEYS)
                        .map(key -> Arrays.hashCode(painted(key)))
                        .distinct())
                .hasSize(KEYS);
    }

    @Test
    void shouldStayWithinBlackAndWhite() {
        for (float level : new float[] {0.1f, 0.5f, 1}) {
            for (int key = 0; key < KEYS; key++) {
                float[] grey = disc(level);
                painter.paint(grey, key);
                assertThat(IntStream.range(0, grey.length).allMatch(i -> grey[i] >= 0 && grey[i] <= 1))
                        .as("level %s, key %s", level, key)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldChangeNothingOutsideTheHead() {
        for (int key = 0; key < KEYS; key++) {
            float[] grey = disc(0.4f);
            painter.paint(grey, key);
            assertThat(IntStream.range(0, grey.length).allMatch(i -> grey[i] == 0 || inDisc(i % SIDE, i / SIDE)))
                    .as("key %s", key)
                    .isTrue();
        }
    }

    @Test
    void shouldChangeAVisibleButBoundedPartOfTheHead() {
        double[] shares = IntStream.range(0, KEYS)
                .mapToDouble(key -> share(painted(key)))
                .sorted()
                .toArray();
        assertThat(shares[0]).isGreaterThan(0.002);
        assertThat(shares[KEYS / 2]).isBetween(0.03, 0.15);
        assertThat(shares[KEYS - 1]).isLessThan(0.6);
    }

    @Test
    void shouldPaintBrightDarkAndRingedLesions() {
        double[] brighter =
                IntStream.range(0, KEYS).mapToDouble(this::brightening).toArray();
        assertThat(Arrays.stream(brighter).filter(mean -> mean > 0).count()).isBetween(KEYS / 2L, 9L * KEYS / 10);
    }

    @Test
    void shouldLeaveThePicturesAlongTheEdgeOfTheHeadAlone() {
        float[] head = disc(0.4f);
        for (int key = 0; key < KEYS; key++) {
            float[] grey = head.clone();
            painter.paint(grey, key);
            int middle = SIDE / 2;
            int first = IntStream.range(0, SIDE)
                    .filter(x -> head[middle * SIDE + x] > 0)
                    .findFirst()
                    .orElseThrow();
            assertThat(grey[middle * SIDE + first]).isEqualTo(0.4f);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.03f})
    void shouldLeaveAPictureWithoutAHeadAsItIs(float level) {
        float[] dark = new float[SIDE * SIDE];
        Arrays.fill(dark, level);
        float[] before = dark.clone();
        for (int key = 0; key < 20; key++) {
            painter.paint(dark, key);
        }
        assertThat(dark).isEqualTo(before);
    }

    @Test
    void shouldTakeWhiteNoiseAndTinyHeads() {
        var draws = new Draws(3, "test");
        float[] noise = new float[SIDE * SIDE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) draws.between(0, 1);
        }
        float[] speck = new float[SIDE * SIDE];
        Arrays.fill(speck, 5 * SIDE + 5, 5 * SIDE + 9, 1);
        for (int key = 0; key < 50; key++) {
            painter.paint(noise, key);
            painter.paint(speck, key);
        }
        assertThat(noise).doesNotContain(Float.NaN);
        assertThat(speck).doesNotContain(Float.NaN);
    }

    @Test
    void shouldAllocateNothingPerPicture() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] grey = head();
        for (int key = 0; key < 200; key++) {
            painter.paint(grey, key);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int key = 0; key < 1000; key++) {
            painter.paint(grey, key);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * 1000);
    }

    @Test
    void shouldRefuseAnotherSize() {
        assertThatThrownBy(() -> new LesionPainter(8)).isInstanceOf(Fault.class).hasMessageContaining("16 to 4096");
        assertThatThrownBy(() -> painter.paint(new float[9], 1)).hasMessageContaining("9 pixels");
    }

    private float[] painted(long key) {
        float[] grey = head();
        painter.paint(grey, key);
        return grey;
    }

    private static double share(float[] grey) {
        float[] head = head();
        return IntStream.range(0, grey.length)
                        .filter(i -> Math.abs(grey[i] - head[i]) > VISIBLE)
                        .count()
                / (double) grey.length;
    }

    private double brightening(int key) {
        float[] grey = disc(0.4f);
        painter.paint(grey, key);
        return IntStream.range(0, grey.length)
                .mapToDouble(i -> grey[i] - (grey[i] == 0 ? 0 : 0.4f))
                .sum();
    }

    private static boolean inDisc(int x, int y) {
        double dx = (x - 47.5) / 42;
        double dy = (y - 47.5) / 46;
        return dx * dx + dy * dy < 1;
    }

    private static float[] disc(float level) {
        float[] grey = new float[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = inDisc(i % SIDE, i / SIDE) ? level : 0;
        }
        return grey;
    }

    /** A drawn head, nearest pixels. */
    private static float[] head() {
        PhantomScan scan = Phantom.draw(PhantomConfig.ofSide(SIDE), 3, false);
        float[] grey = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = y * scan.height() / SIDE * scan.width() + x * scan.width() / SIDE;
                grey[y * SIDE + x] = (scan.grey()[at] & 0xff) / 255f;
            }
        }
        return grey;
    }
}
