package dev.sulcus.report;

import dev.sulcus.metrics.Confusion;
import java.util.List;

/**
 * The confusion matrix as the page shows it: a row per label, tumours first.
 *
 * @param rows label by label
 */
record ConfusionTable(List<Row> rows) {
    /** One label's cells: called tumour, called no tumour. */
    record Row(String label, Cell tumour, Cell none, int total) {}

    /**
     * One cell.
     *
     * @param share of its row, 0 to 1; NaN when the row is empty
     * @param right whether the call agrees with the label
     * @param meaning what such a call is
     */
    record Cell(int count, double share, boolean right, String meaning) {
        /** The share in whole per cent, 0 when undefined: how strongly the cell is tinted. */
        public long tint() {
            return Double.isNaN(share) ? 0 : Math.round(100 * share);
        }
    }

    static ConfusionTable of(Confusion counts) {
        int tumours = counts.truePositive() + counts.falseNegative();
        int others = counts.trueNegative() + counts.falsePositive();
        return new ConfusionTable(List.of(
                new Row(
                        "Tumour",
                        cell(counts.truePositive(), tumours, true, "found"),
                        cell(counts.falseNegative(), tumours, false, "missed"),
                        tumours),
                new Row(
                        "No tumour",
                        cell(counts.falsePositive(), others, false, "false alarm"),
                        cell(counts.trueNegative(), others, true, "cleared"),
                        others)));
    }

    private static Cell cell(int count, int total, boolean right, String meaning) {
        return new Cell(count, total == 0 ? Double.NaN : (double) count / total, right, meaning);
    }
}
