package dev.sulcus.dataset;

/**
 * Which scans train and which validate, as indices into {@link Dataset#scans()}, each ascending. The arrays are owned
 * by the record.
 *
 * @param rule how it was made, as the option is written: {@code keras:0.2}, {@code grouped:0.2}, {@code fold:2/5}
 * @param seed what the drawing began with; 0 where the rule draws nothing
 */
public record Split(String rule, long seed, int[] training, int[] validation) {}
