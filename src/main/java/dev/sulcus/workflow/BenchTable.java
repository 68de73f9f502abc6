package dev.sulcus.workflow;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their longest cell: the first to the left, the others to the right. Not thread-safe. */
final class BenchTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    BenchTable(String... header) {
        rows.add(header);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        var text = new StringBuilder(row[0] + " ".repeat(widths[0] - row[0].length()));
        for (int i = 1; i < row.length; i++) {
            text.append(GAP).append(" ".repeat(widths[i] - row[i].length())).append(row[i]);
        }
        return text.toString();
    }
}
