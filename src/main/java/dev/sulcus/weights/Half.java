package dev.sulcus.weights;

/**
 * IEEE 754 binary16 in the low 16 bits of a short, as {@code Float.floatToFloat16} of later Java platforms has it.
 */
final class Half {
    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7c00;
    private static final int QUIET = 0x0200;

    private static final int FLOAT_INFINITY = 0x7f80_0000;
    /** 65520: half way between the largest binary16 and the one that would follow; ties go to even, which is infinity. */
    private static final int OVERFLOW = 0x477f_f000;
    /** 2^-14: the smallest normal binary16. */
    private static final int NORMAL = 0x3880_0000;
    /** The exponents' biases, 127 and 15, differ by this much. */
    private static final int REBIAS = 112;

    private static final int MANTISSA_BITS_LOST = 13;
    private static final float SUBNORMAL_STEP = 0x1p-24f;

    private Half() {}

    /** The nearest binary16, ties to even; what is too large becomes infinite, NaN stays NaN. */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & SIGN;
        int magnitude = bits & 0x7fff_ffff;
        return (short) (sign | magnitude(magnitude));
    }

    /** Exactly that number. */
    static float toFloat(short half) {
        int exponent = half >>> 10 & 0x1f;
        int mantissa = half & 0x3ff;
        float sign = (half & SIGN) == 0 ? 1f : -1f;
        if (exponent == 0) {
            return sign * mantissa * SUBNORMAL_STEP;
        }
        int wide = exponent == 0x1f ? FLOAT_INFINITY : exponent + REBIAS << 23;
        return sign * Float.intBitsToFloat(wide | mantissa << MANTISSA_BITS_LOST);
    }

    private static int magnitude(int bits) {
        if (bits > FLOAT_INFINITY) {
            return INFINITY | QUIET | bits >>> MANTISSA_BITS_LOST & 0x3ff;
        }
        if (bits >= OVERFLOW) {
            return INFINITY;
        }
        if (bits < NORMAL) {
            return (int) Math.rint(Float.intBitsToFloat(bits) / SUBNORMAL_STEP); // the quotient is exact
        }
        int odd = bits >>> MANTISSA_BITS_LOST & 1;
        return bits + 0xfff + odd - (REBIAS << 23) >>> MANTISSA_BITS_LOST;
    }
}
