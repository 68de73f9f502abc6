package dev.sulcus.bench;

import dev.sulcus.artefact.Json;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.training.StepWork;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Sulcus as a contender of {@code bench/compare-peers} in the one kind of work that {@code sulcus bench worker} has not:
 * training the head alone. Speaks as that does. Arguments are pairs of {@code --name value}: {@code model}, {@code batch},
 * {@code precision}; {@code batches} and {@code epochs} of a stage, or no epochs for a single step; others are ignored.
 */
public final class HeadWorker {
    private static final double SECOND = 1e9;

    private HeadWorker() {}

    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // nothing else may come between the answers
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
        SessionConfig session = StepWork.productSession()
                .with(Precision.valueOf(options.get("precision").toUpperCase(Locale.ROOT)));
        int batches = Integer.parseInt(options.getOrDefault("batches", "0"));
        int epochs = Integer.parseInt(options.getOrDefault("epochs", "0"));
        try (StepWork work = StepWork.head(
                        StepWork.network(options.get("model")), session, Integer.parseInt(options.get("batch")));
                var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Runnable once = epochs == 0 ? work::step : () -> work.headStage(batches, epochs);
            answers.println(Json.compact(Map.of("ready", Map.of("trainable", work.trainable(), "session", session))));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String[] words = line.split(" ");
                double[] seconds = times(once, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                answers.println(Json.compact(Map.of("seconds", seconds)));
            }
        }
    }

    private static double[] times(Runnable once, int warm, int count) {
        for (int i = 0; i < warm; i++) {
            once.run();
        }
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            once.run();
            seconds[i] = (System.nanoTime() - start) / SECOND;
        }
        return seconds;
    }
}
