package dev.sulcus.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sulcus.fault.Fault;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * How scans are parted into training and validation. In JSON it is its rule, such as {@code "grouped:0.2"}.
 *
 * @param kind the way
 * @param fraction the share that validates, above 0 and below 1
 */
public record SplitConfig(Kind kind, double fraction) {
    /** Stratified, a fifth validates, near-duplicates stay on one side. */
    public static final SplitConfig DEFAULT = new SplitConfig(Kind.GROUPED, 0.2);

    /** Ways to part scans. */
    public enum Kind {
        /** Keras' {@code validation_split}: the first files of each class by name validate. Lets duplicates cross. */
        KERAS,
        /** Drawn from a seed, stratified by label; near-duplicates stay on one side. */
        GROUPED
    }

    /** Checks the range. */
    public SplitConfig {
        if (!(fraction > 0 && fraction < 1)) {
            throw Fault.usage("the split's fraction is " + fraction
                    + "; it must be above 0 and below 1, the share of the scans that validates");
        }
    }

    /**
     * Reads {@code keras:0.2} or {@code grouped:0.2}.
     *
     * @throws Fault of kind usage for anything else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SplitConfig parse(String rule) {
        int colon = rule.indexOf(':');
        return new SplitConfig(
                kind(rule, rule.substring(0, Math.max(colon, 0))), fraction(rule, rule.substring(colon + 1)));
    }

    /** The same as {@link #parse} reads it. */
    @JsonValue
    public String rule() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + fraction;
    }

    private static Kind kind(String rule, String name) {
        return switch (name) {
            case "keras" -> Kind.KERAS;
            case "grouped" -> Kind.GROUPED;
            default -> throw nonsense(rule);
        };
    }

    private static double fraction(String rule, String number) {
        try {
            return new BigDecimal(number).doubleValue();
        } catch (NumberFormatException e) {
            throw nonsense(rule);
        }
    }

    private static Fault nonsense(String rule) {
        return Fault.usage("the split is '" + rule + "'; it must be keras:FRACTION or grouped:FRACTION,"
                + " such as grouped:0.2 for a fifth that validates");
    }
}
