package dev.sulcus.report;

import dev.sulcus.metrics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them on the pages. Undefined ones are an en dash. Thread-safe. */
final class NumberText {
    /** Stands for a number that is undefined. */
    static final String UNDEFINED = "–";

    private static final double PLAIN_FROM = 1e-5;
    private static final double PLAIN_BELOW = 1e7;

    private NumberText() {}

    /** Three decimals, for ratios and areas: 0.823. */
    static String ratio(double value) {
        return Double.isFinite(value) ? minus(String.format(Locale.ROOT, "%.3f", value)) : special(value);
    }

    /** Four decimals, for class weights: 1.2908. */
    static String weight(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : special(value);
    }

    /** Both ends with three decimals: 0.742–0.903. */
    static String interval(Interval interval) {
        return Double.isNaN(interval.low()) || Double.isNaN(interval.high())
                ? UNDEFINED
                : ratio(interval.low()) + "–" + ratio(interval.high());
    }

    /** A share of 1 in per cent with one decimal: 38.7 %. */
    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f\u202f%%", 100 * share) : special(share);
    }

    /** Whole, thousands apart: 1,311. */
    static String count(long value) {
        return minus(String.format(Locale.ROOT, "%,d", value));
    }

    /** Four significant digits without trailing zeros: 0.0003, 12.5, 1.2e-8. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < PLAIN_FROM || size >= PLAIN_BELOW)) {
            String text = String.format(Locale.ROOT, "%.2e", value);
            return minus(text.replaceFirst("\\.?0*e", "e")
                    .replaceFirst("e([+-])0*", "e$1")
                    .replace("e+", "e"));
        }
        var rounded = new BigDecimal(value).round(new MathContext(4));
        return rounded.signum() == 0 ? "0" : minus(rounded.stripTrailingZeros().toPlainString());
    }

    /** Bytes in the unit that fits: 14.2 MB (powers of ten). */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    /** The count and the word, in the plural where it is due: 1 group, 2 groups. */
    static String plural(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return UNDEFINED;
        }
        return value > 0 ? "∞" : "−∞";
    }

    private static String minus(String text) {
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }
}
