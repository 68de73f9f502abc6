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
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * predictions.csv: {@code path,label,probability,predicted}, and {@code fold,group} after them in a cross-validation;
 * UTF-8, one line per scan. Probabilities are printed so that reading them gives the same bits. Stateless, thread-safe.
 */
public final class PredictionsCsv {
    private static final List<String> HEADER = List.of("path", "label", "probability", "predicted");
    private static final List<String> FOLD_HEADER =
            List.of("path", "label", "probability", "predicted", "fold", "group");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private PredictionsCsv() {}

    /**
     * Replaces {@code target}; the file appears whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, List<Prediction> predictions) {
        write(target, HEADER, predictions, PredictionsCsv::cells);
    }

    /** As {@link #write}, with fold and group. */
    public static void writeFolds(Path target, List<FoldPrediction> predictions) {
        write(target, FOLD_HEADER, predictions, line -> {
            List<Object> cells = new ArrayList<>(cells(line.prediction()));
            cells.add(line.fold());
            cells.add(line.group());
            return cells;
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Fault of kind data, naming the file and the line, when it is missing or not such a file
     */
    public static List<Prediction> read(Path source) {
        return read(source, HEADER, Line::prediction);
    }

    /** As {@link #read}, what {@link #writeFolds} wrote. */
    public static List<FoldPrediction> readFolds(Path source) {
        return read(source, FOLD_HEADER, Line::foldPrediction);
    }

    private static List<Object> cells(Prediction line) {
        return List.of(line.path(), line.label(), line.probability(), line.predicted());
    }

    private static <T> void write(Path target, List<String> header, List<T> lines, Function<T, List<Object>> cells) {
        AtomicFile.write(target, out -> {
            var printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), FORMAT);
            printer.printRecord(header);
            for (T line : lines) {
                printer.printRecord(cells.apply(line));
            }
            printer.flush();
        });
    }

    private static <T> List<T> read(Path source, List<String> header, Function<Line, T> line) {
        try (Reader reader = Files.newBufferedReader(source);
                CSVParser parser = FORMAT.parse(reader)) {
            return read(source, parser, header, line);
        } catch (IOException | UncheckedIOException e) {
            throw Fault.data("cannot read " + source + ": " + e, e);
        }
    }

    private static <T> List<T> read(Path source, CSVParser parser, List<String> header, Function<Line, T> read) {
        var predictions = new ArrayList<T>();
        boolean first = true;
        for (CSVRecord cells : parser) {
            var line = new Line(source, first ? 1 : parser.getCurrentLineNumber(), cells);
            if (first) {
                line.require(header.equals(cells.toList()), "the header is not " + String.join(",", header));
                first = false;
            } else {
                line.require(cells.size() == header.size(), cells.size() + " cells, not " + header.size());
                predictions.add(read.apply(line));
            }
        }
        new Line(source, 1, null).require(!first, "it is empty");
        return List.copyOf(predictions);
    }

    /** One line being read, with its place for messages. */
    private record Line(Path source, long number, CSVRecord cells) {
        Prediction prediction() {
            return new Prediction(
                    cells.get(0), zeroOrOne(cells.get(1)), probability(cells.get(2)), zeroOrOne(cells.get(3)));
        }

        FoldPrediction foldPrediction() {
            Prediction plain = prediction();
            return new FoldPrediction(
                    plain.path(),
                    plain.label(),
                    plain.probability(),
                    plain.predicted(),
                    whole(cells.get(4), 1),
                    whole(cells.get(5), 0));
        }

        private int zeroOrOne(String cell) {
            require(cell.equals("0") || cell.equals("1"), "'" + cell + "' is not 0 or 1");
            return cell.equals("1") ? 1 : 0;
        }

        private double probability(String cell) {
            double value = Double.NaN;
            try {
                value = Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                // NaN fails the range below, with the same message.
            }
            require(value >= 0 && value <= 1, "'" + cell + "' is not a probability from 0 to 1");
            return value;
        }

        private int whole(String cell, int least) {
            int value = least - 1;
            try {
                value = Integer.parseInt(cell);
            } catch (NumberFormatException e) {
                // Too small, with the same message.
            }
            require(value >= least, "'" + cell + "' is not a whole number from " + least + " on");
            return value;
        }

        private void require(boolean holds, String problem) {
            if (!holds) {
                throw Fault.data(
                        source + " line " + number + ": " + problem + "; it must be a predictions.csv of a run");
            }
        }
    }
}
