package dev.sulcus.cli;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Small made-up data, a recipe that trains in a second, and what a run's folder holds, times masked. */
final class TinyStudy {
    static final int SCANS = 48;
    static final int EPOCHS = 3;
    static final int STEPS_PER_EPOCH = 5; // about 38 scans in batches of 8

    private static final String RECIPE = """
            {
              "pixels": {"height": 48, "width": 48},
              "network": {"filters": [4, 8], "denseUnits": 16},
              "training": {"epochs": 3, "batchSize": 8, "adam": {"learningRate": 0.002}, "checkpointSeconds": 0}
            }
            """;

    /** Members whose values are times, in JSON and in the table of the page. */
    private static final Pattern TIMES = Pattern.compile(
            "(started|ended|seconds|images_per_second|stepSeconds|waitSeconds|step seconds|wait seconds)"
                    + "(\"\\s*:\\s*|</t[hd]>\\s*<td[^>]*>)(\"[^\"]*\"|[-0-9.eE:TZ]+|null)");

    private TinyStudy() {}

    static Path data(Path folder) {
        PhantomSet.write(folder, new PhantomSetConfig(SCANS, 5, 0.5, 4, PhantomConfig.ofSide(64)));
        return folder;
    }

    static Path recipe(Path file) {
        try {
            return Files.writeString(file, RECIPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of a run by its path: the text with its times masked, or the hash of what is no text. */
    static Map<String, String> files(Path run) {
        var content = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(run.relativize(file).toString(), content(file));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.equals("history.csv")) {
            return Files.readString(file).replaceAll("(?m)^((?:[^,\n]*,){7})[^,\n]*,[^,\n]*", "$1");
        }
        if (name.endsWith(".json") || name.endsWith(".html")) {
            return TIMES.matcher(Files.readString(file)).replaceAll("$1$2TIME");
        }
        return Sha256.of(file);
    }
}
