package dev.sulcus.evaluation;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * predictions.csv: {@code path,label,probability,predicted}, UTF-8, one line per scan. Probabilities are printed so that
 * reading them gives the same bits. Stateless, thread-safe.
 */
public final class PredictionsCsv {
    private static final String[] HEADER = {"path", "label", "probability", "predicted"};
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private PredictionsCsv() {}

    /**
     * Replaces {@code target}; the file appears whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, List<Prediction> predictions) {
        AtomicFile.write(target, out -> {
            var printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), FORMAT);
            printer.printRecord((Object[]) HEADER);
            for (Prediction line : predictions) {
                printer.printRecord(line.path(), line.label(), line.probability(), line.predicted());
            }
            printer.flush();
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Fault of kind data, naming the file and the line, when it is missing or not such a file
     */
    public static List<Prediction> read(Path source) {
        try (Reader reader = Files.newBufferedReader(source);
                CSVParser parser = FORMAT.parse(reader)) {
            return read(source, parser);
        } catch (IOException | UncheckedIOException e) {
            throw Fault.data("cannot read " + source + ": " + e, e);
        }
    }

    private static List<Prediction> read(Path source, CSVParser parser) {
        var predictions = new ArrayList<Prediction>();
        boolean header = true;
        for (CSVRecord cells : parser) {
            if (header) {
                require(
                        List.of(HEADER).equals(cells.toList()),
                        source,
                        1,
                        "the header is not " + String.join(",", HEADER));
                header = false;
            } else {
                predictions.add(prediction(source, parser.getCurrentLineNumber(), cells));
            }
        }
        require(!header, source, 1, "it is empty");
        return List.copyOf(predictions);
    }

    private static Prediction prediction(Path source, long line, CSVRecord cells) {
        require(cells.size() == HEADER.length, source, line, cells.size() + " cells, not " + HEADER.length);
        return new Prediction(
                cells.get(0),
                zeroOrOne(source, line, cells.get(1)),
                probability(source, line, cells.get(2)),
                zeroOrOne(source, line, cells.get(3)));
    }

    private static int zeroOrOne(Path source, long line, String cell) {
        require(cell.equals("0") || cell.equals("1"), source, line, "'" + cell + "' is not 0 or 1");
        return cell.equals("1") ? 1 : 0;
    }

    private static double probability(Path source, long line, String cell) {
        double value = Double.NaN;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            // NaN fails the range below, with the same message.
        }
        require(value >= 0 && value <= 1, source, line, "'" + cell + "' is not a probability from 0 to 1");
        return value;
    }

    private static void require(boolean holds, Path source, long line, String problem) {
        if (!holds) {
            throw Fault.data(source + " line " + line + ": " + problem + "; it must be a predictions.csv of a run");
        }
    }
}
