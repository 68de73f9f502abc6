package dev.sulcus.benchmark;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * What one row of a measurement was made with; what does not apply is null.
 *
 * @param scenario of scoring, as one types it
 * @param input {@code memory}, {@code files}, or {@code resident}: on the device since before the first step
 * @param precision of the products
 * @param batch pictures in a batch; for a server the most
 * @param workers decoding threads
 */
public record BenchSetting(String scenario, String input, String precision, Integer batch, Integer workers) {
    /** For tables: only what is given. */
    public String words() {
        var text = new StringJoiner(", ");
        add(text, scenario);
        add(text, precision == null ? null : precision.toLowerCase(Locale.ROOT));
        add(text, batch == null ? null : "batch " + batch);
        add(text, workers == null ? null : workers + (workers == 1 ? " worker" : " workers"));
        add(text, input);
        return text.toString();
    }

    private static void add(StringJoiner text, String word) {
        if (word != null) {
            text.add(word);
        }
    }
}
