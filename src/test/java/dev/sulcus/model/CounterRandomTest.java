package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    private static final int DRAWS = 100_000;

    /** Old runs must come out the same for ever: these are frozen. */
    @Test
    void shouldNeverChange() {
        assertThat(CounterRandom.key(0, 0, 0)).isEqualTo(3746585686858627171L);
        assertThat(CounterRandom.key(17, -3, 5)).isEqualTo(-5368016346142017984L);
        // SplitMix64's published first numbers for the seed 1234567.
        assertThat(CounterRandom.bits(1234567, 0)).isEqualTo(6457827717110365317L);
        assertThat(CounterRandom.bits(1234567, 1)).isEqualTo(3203168211198807973L);
    }

    @Test
    void shouldBeUniform() {
        int[] bins = new int[20];
        double sum = 0;
        long key = CounterRandom.key(7, 1, 2);
        for (int draw = 0; draw < DRAWS; draw++) {
            double value = CounterRandom.uniform(key, draw);
            assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
            bins[(int) (value * bins.length)]++;
            sum += value;
        }
        assertThat(sum / DRAWS).isCloseTo(0.5, Offset.offset(0.005));
        for (int count : bins) {
            assertThat(count).isCloseTo(DRAWS / bins.length, Offset.offset(350)); // 5 standard deviations
        }
    }

    @Test
    void shouldStayWithinLowAndHigh() {
        for (int draw = 0; draw < 1000; draw++) {
            assertThat(CounterRandom.uniform(5, draw, -3, -1)).isBetween(-3.0, -1.0);
        }
    }

    @Test
    void shouldGiveEverySeedStreamAndItemItsOwnKey() {
        Set<Long> keys = new HashSet<>();
        for (int seed = -8; seed < 8; seed++) {
            for (int stream = -8; stream < 8; stream++) {
                for (int item = 0; item < 16; item++) {
                    keys.add(CounterRandom.key(seed, stream, item));
                }
            }
        }
        assertThat(keys).hasSize(16 * 16 * 16);
    }

    @Test
    void shouldNotCorrelateNeighbouringItems() {
        double sum = 0;
        for (int item = 0; item < DRAWS; item++) {
            double a = CounterRandom.uniform(CounterRandom.key(1, 1, item), 0) - 0.5;
            double b = CounterRandom.uniform(CounterRandom.key(1, 1, item + 1L), 0) - 0.5;
            sum += a * b;
        }
        assertThat(sum / DRAWS * 12).isCloseTo(0, Offset.offset(5 / Math.sqrt(DRAWS)));
    }

    @Test
    void shouldShuffleByTheKeyAlone() {
        int[] first = shuffled(50, 3);
        assertThat(shuffled(50, 3)).containsExactly(first);
        assertThat(shuffled(50, 4)).isNotEqualTo(first);
        assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 50).toArray());
    }

    @Test
    void shouldPutEveryItemInEveryPlaceEquallyOften() {
        int[][] seen = new int[4][4];
        for (int key = 0; key < 24_000; key++) {
            int[] items = shuffled(4, CounterRandom.key(9, 9, key));
            for (int place = 0; place < 4; place++) {
                seen[items[place]][place]++;
            }
        }
        for (int[] places : seen) {
            for (int count : places) {
                assertThat(count).isCloseTo(6000, Offset.offset(340)); // 5 standard deviations
            }
        }
    }

    private static int[] shuffled(int length, long key) {
        int[] items = IntStream.range(0, length).toArray();
        CounterRandom.shuffle(items, key);
        return items;
    }
}
