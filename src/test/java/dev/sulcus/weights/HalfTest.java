package dev.sulcus.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {
    private static final int INFINITY = 0x7c00;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 3c00",
        "-2, c000",
        "65504, 7bff",
        "65520, 7c00",
        "-1e9, fc00",
        "6.103515625e-5, 400",
        "5.960464477539063e-8, 1",
        "2.9802322387695312e-8, 0",
        "2.98023260e-8, 1",
        "0.333251953125, 3555"
    })
    void shouldConvertWhatTheStandardLists(float value, String bits) {
        assertThat(Half.of(value)).isEqualTo((short) Integer.parseInt(bits, 16));
    }

    @Test
    void shouldKeepNegativeZero() {
        assertThat(Half.of(-0f)).isEqualTo((short) 0x8000);
        assertThat(Float.floatToRawIntBits(Half.toFloat((short) 0x8000))).isEqualTo(0x8000_0000);
    }

    @Test
    void shouldComeBackFromEveryHalf() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Half.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(Half.toFloat(Half.of(value))).isNaN();
            } else {
                assertThat(Half.of(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void shouldSayOfEveryHalfWhatTheDefinitionSays() {
        for (int bits = 0; bits < INFINITY; bits++) {
            int exponent = bits >>> 10;
            double mantissa = bits & 0x3ff;
            double expected = exponent == 0 ? mantissa * 0x1p-24 : (1024 + mantissa) * Math.pow(2, exponent - 25);
            assertThat((double) Half.toFloat((short) bits)).isEqualTo(expected);
            assertThat((double) Half.toFloat((short) (bits | 0x8000))).isEqualTo(-expected);
        }
        assertThat(Half.toFloat((short) INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    /** Rounding is monotone, so the halves on both sides of every midpoint settle all floats between. */
    @Test
    void shouldRoundToTheNearestAndTiesToEvenBetweenAllNeighbours() {
        for (int low = 0; low < INFINITY; low++) {
            float below = Half.toFloat((short) low);
            float above = low + 1 == INFINITY ? 65_536f : Half.toFloat((short) (low + 1));
            float middle = (below + above) / 2; // exact: one bit more than a half has
            int even = (low & 1) == 0 ? low : low + 1;
            assertRounded(middle, even);
            assertRounded(Math.nextDown(middle), low);
            assertRounded(Math.nextUp(middle), low + 1);
            assertRounded(Math.nextDown(above), low + 1);
            assertRounded(Math.nextUp(below), low);
        }
    }

    private static void assertRounded(float value, int bits) {
        assertThat(Half.of(value)).as("%s", value).isEqualTo((short) bits);
        assertThat(Half.of(-value)).as("-%s", value).isEqualTo((short) (bits | 0x8000));
    }

    @Test
    void shouldKeepWhatIsNoNumber() {
        for (int payload : new int[] {0x7fc0_0000, 0x7f80_0001, 0xffff_ffff}) {
            assertThat(Half.toFloat(Half.of(Float.intBitsToFloat(payload)))).isNaN();
        }
    }
}
