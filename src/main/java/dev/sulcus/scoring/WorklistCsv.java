package dev.sulcus.scoring;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** A worklist and its quarantine as CSV files (RFC 4180, UTF-8), each whole or not at all. */
public final class WorklistCsv {
    private static final CSVFormat WORKLIST = CSVFormat.RFC4180
            .builder()
            .setHeader("rank", "path", "probability", "flag")
            .setRecordSeparator("\n")
            .get();
    private static final CSVFormat WITH_SPREAD = WORKLIST.builder()
            .setHeader("rank", "path", "probability", "flag", "spread")
            .get();
    private static final CSVFormat QUARANTINE = CSVFormat.RFC4180
            .builder()
            .setHeader("path", "reason")
            .setRecordSeparator("\n")
            .get();

    private WorklistCsv() {}

    /** Where the unreadable files of the worklist at {@code target} are named. */
    public static Path quarantine(Path target) {
        return target.resolveSibling(target.getFileName() + ".quarantine.csv");
    }

    /** What a job holds while it works on the worklist at {@code target}. */
    public static Path lock(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".lock");
    }

    /**
     * Writes the quarantine beside the worklist, unless it is empty, and the worklist, unless nothing was scored: an older
     * one is then left as it was. A quarantine that an earlier job left goes, so that it can't be taken for this job's.
     *
     * @throws Fault of kind data when they can't be written
     */
    public static void write(Path target, ScoringResult result) {
        Path quarantine = quarantine(target);
        if (result.quarantined().isEmpty()) {
            AtomicFile.deleteFile(quarantine);
        } else {
            writeQuarantine(quarantine, result.quarantined());
        }
        if (!result.rows().isEmpty()) {
            writeWorklist(target, result);
        }
    }

    /**
     * The probabilities of a worklist, by path.
     *
     * @throws Fault of kind data, naming the file, when it can't be read or is no worklist
     */
    public static Map<String, Double> probabilities(Path source) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<String, Double> all = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(source);
                CSVParser parser = format.parse(reader)) {
            for (CSVRecord line : parser) {
                all.put(line.get("path"), Double.valueOf(line.get("probability")));
            }
            return all;
        } catch (IOException | UncheckedIOException e) {
            throw Fault.data("cannot read " + source + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw Fault.data(source + ": not a worklist of sulcus score; write it again", e);
        }
    }

    private static void writeWorklist(Path target, ScoringResult result) {
        boolean ensemble = result.rows().get(0).spread() != null;
        AtomicFile.write(target, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CSVPrinter csv = new CSVPrinter(writer, ensemble ? WITH_SPREAD : WORKLIST);
            int rank = 0;
            for (WorklistRow row : result.rows()) {
                rank++;
                var cells = new ArrayList<Object>(List.of(rank, row.path(), row.probability(), row.flagged() ? 1 : 0));
                if (ensemble) {
                    cells.add(row.spread());
                }
                csv.printRecord(cells);
            }
            csv.flush();
        });
    }

    private static void writeQuarantine(Path target, List<UnreadableScan> quarantined) {
        AtomicFile.write(target, out -> {
            CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), QUARANTINE);
            for (UnreadableScan scan : quarantined) {
                csv.printRecord(scan.path(), scan.reason());
            }
            csv.flush();
        });
    }
}
