package dev.sulcus.workflow;

import dev.sulcus.benchmark.AgreeCheck;
import dev.sulcus.scoring.WorklistCsv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two worklists of the same files, file by file: whether two ways to the pixels end in the same probabilities. Stateless. */
final class WorklistAgreement {
    /** Decoders may differ by a level or two in a pixel, and where a picture is shrunk. */
    private static final double ALLOWED = 0.02;

    private WorklistAgreement() {}

    /**
     * Compares.
     *
     * @throws dev.sulcus.fault.Fault of kind data when a file is no worklist
     */
    static List<AgreeCheck> of(Path own, Path reference) {
        Map<String, Double> ours = WorklistCsv.probabilities(own);
        Map<String, Double> theirs = WorklistCsv.probabilities(reference);
        var both = new ArrayList<>(ours.keySet());
        both.retainAll(theirs.keySet());
        double[] values = both.stream().mapToDouble(ours::get).toArray();
        double[] expected = both.stream().mapToDouble(theirs::get).toArray();
        String ownName = String.valueOf(own.getFileName());
        String referenceName = String.valueOf(reference.getFileName());
        return List.of(
                AgreeCheck.absolute(
                        "probabilities of the worklists", ownName, values, referenceName, expected, ALLOWED),
                AgreeCheck.absolute(
                        "files in the worklists",
                        ownName,
                        new double[] {ours.size(), both.size()},
                        referenceName,
                        new double[] {theirs.size(), theirs.size()},
                        0));
    }
}
