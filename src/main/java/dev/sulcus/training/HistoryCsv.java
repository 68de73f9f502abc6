package dev.sulcus.training;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.fault.Fault;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * history.csv: one line per epoch under a header, UTF-8, lines ending in a line feed. A number is written in the
 * shortest decimals that read back as the very same double; NaN is an empty field. Thread-safe for different files.
 */
public final class HistoryCsv {
    private static final String[] HEADER = {
        "epoch",
        "loss",
        "accuracy",
        "val_loss",
        "val_accuracy",
        "val_auc",
        "learning_rate",
        "seconds",
        "images_per_second",
        "stage",
        "skipped_steps"
    };
    /** Runs of older versions lack the last one. */
    private static final int LEAST_FIELDS = HEADER.length - 1;

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private HistoryCsv() {}

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, List<EpochRecord> history) {
        AtomicFile.write(target, out -> print(history, out));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Fault of kind data, naming file and line, when it is missing or is no history
     */
    public static List<EpochRecord> read(Path source) {
        try (var reader = Files.newBufferedReader(source);
                var parser = CSVParser.parse(reader, FORMAT)) {
            List<CSVRecord> lines = parser.getRecords();
            if (lines.isEmpty() || !isHeader(lines.get(0).values())) {
                throw Fault.data(
                        source + ": not a training history; its first line must be " + String.join(",", HEADER));
            }
            int fields = lines.get(0).size();
            return lines.stream()
                    .skip(1)
                    .map(line -> parse(source, line, fields))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw Fault.data("cannot read " + source + ": " + e, e);
        }
    }

    private static boolean isHeader(String[] first) {
        return first.length >= LEAST_FIELDS && Arrays.equals(first, Arrays.copyOf(HEADER, first.length));
    }

    private static void print(List<EpochRecord> history, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        // Not closed: it would close the stream, which AtomicFile owns.
        @SuppressWarnings("resource")
        var printer = new CSVPrinter(writer, FORMAT);
        printer.printRecord((Object[]) HEADER);
        for (EpochRecord epoch : history) {
            printer.printRecord(
                    epoch.epoch(),
                    text(epoch.loss()),
                    text(epoch.accuracy()),
                    text(epoch.valLoss()),
                    text(epoch.valAccuracy()),
                    text(epoch.valAuc()),
                    text(epoch.learningRate()),
                    text(epoch.seconds()),
                    text(epoch.imagesPerSecond()),
                    epoch.stage(),
                    epoch.skippedSteps());
        }
        printer.flush();
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static EpochRecord parse(Path source, CSVRecord line, int fields) {
        if (line.size() != fields) {
            throw broken(source, line, "has " + line.size() + " fields, not " + fields);
        }
        try {
            return new EpochRecord(
                    Integer.parseInt(line.get(0)),
                    number(line.get(1)),
                    number(line.get(2)),
                    number(line.get(3)),
                    number(line.get(4)),
                    number(line.get(5)),
                    number(line.get(6)),
                    number(line.get(7)),
                    number(line.get(8)),
                    line.get(9),
                    fields == LEAST_FIELDS ? 0 : Integer.parseInt(line.get(10)));
        } catch (NumberFormatException e) {
            throw broken(source, line, "holds something that is no number: " + e.getMessage());
        }
    }

    private static double number(String field) {
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }

    private static Fault broken(Path source, CSVRecord line, String what) {
        return Fault.data(source + ": line " + line.getRecordNumber() + " " + what);
    }
}
