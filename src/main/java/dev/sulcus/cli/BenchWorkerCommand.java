package dev.sulcus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.BenchModelConfig;
import dev.sulcus.workflow.BenchWorker;
import dev.sulcus.workflow.BenchWorkerConfig;
import dev.sulcus.workflow.Recipe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench worker}: one contender of a comparison by turns, for bench/peers. Hidden: it speaks to a program. Says
 * {@code {"ready": facts}}; then, for each line {@code go WARM N} on standard input, {@code {"seconds": [...]}}.
 */
@Command(
        name = "worker",
        hidden = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Do one work again and again, as bench/peers/compare.py asks.")
final class BenchWorkerCommand implements Callable<Integer> {
    private static final int SIDE = 224;

    @Spec
    private CommandSpec spec;

    @Option(names = "--kind", paramLabel = "NAME", required = true, description = "train, score, decode or job.")
    private String kind;

    @Option(names = "--model", paramLabel = "NAME", defaultValue = "efficientnet-b0", description = "Architecture.")
    private String model;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "Pictures in a batch.")
    private int batch;

    @Option(names = "--data", paramLabel = "DATA", description = "Folder of files.")
    private Path data;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "So many files at most; 0: all.")
    private int limit;

    @Option(names = "--resampling", paramLabel = "NAME", defaultValue = "area", description = "area or linear.")
    private String resampling;

    @Option(names = "--decoding", paramLabel = "NAME", defaultValue = "full", description = "full or reduced.")
    private String decoding;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private DecoderOptions decoder;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        var scoring = new BenchModelConfig(null, recipe(), Installation.models(), store.folder(), engine.engine());
        var config = new BenchWorkerConfig(
                parsed(),
                scoring,
                batch,
                data,
                limit,
                decoder.decoder(),
                machine.resources().with(engine.precision()));
        PrintWriter out = spec.commandLine().getOut();
        try (BenchWorker worker = new BenchWorker(
                        config,
                        new TerminalNarrator(
                                spec.commandLine().getErr(),
                                spec.commandLine().getErr(),
                                () -> false,
                                machine::fallback));
                var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            say(out, Map.of("ready", worker.facts()));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String[] words = line.split(" ");
                say(out, Map.of("seconds", worker.times(Integer.parseInt(words[1]), Integer.parseInt(words[2]))));
            }
        }
        return 0;
    }

    private static void say(PrintWriter out, Object answer) {
        out.println(Json.compact(answer));
        out.flush();
    }

    private BenchWorkerConfig.Kind parsed() {
        return Arrays.stream(BenchWorkerConfig.Kind.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow(() -> Fault.usage("--kind is '" + kind + "'; it must be train, score, decode or job"));
    }

    /** The whole picture as it is, as the peers take it. */
    private Recipe recipe() {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        changes.putObject("pixels")
                .put("height", SIDE)
                .put("width", SIDE)
                .put("resampling", resampling)
                .put("region", "whole")
                .put("fit", "stretch")
                .put("tone", "stored")
                .put("decoding", decoding);
        return Recipe.load(Installation.models(), model, null).with(changes);
    }
}
