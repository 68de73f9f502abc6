package dev.sulcus.bench;

import dev.sulcus.artefact.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sulcus as one contender of {@code bench/compare-peers}. Says {@code {"ready": facts}} when it is warm enough to be
 * asked; then, for each line {@code go WARM N} on standard input, does the work WARM times untimed and N times timed,
 * and answers {@code {"seconds": [...]}}. Ends with its input.
 */
public final class PeerWorker {
    private static final double SECOND = 1e9;

    private PeerWorker() {}

    /** Arguments: {@code --name value} pairs, as {@link PeerWork} reads them. */
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // nothing else may come between the answers
        try (PeerWork work = new PeerWork(options(args));
                var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answers.println(Json.compact(Map.of("ready", work.facts())));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String[] words = line.split(" ");
                double[] seconds = times(work, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                answers.println(Json.compact(Map.of("seconds", seconds)));
            }
        }
    }

    private static double[] times(PeerWork work, int warm, int count) {
        for (int i = 0; i < warm; i++) {
            work.run();
        }
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - start) / SECOND;
        }
        return seconds;
    }

    private static Map<String, String> options(String[] args) {
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("pairs of --name value, not " + Arrays.toString(args));
        }
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
        return options;
    }
}
