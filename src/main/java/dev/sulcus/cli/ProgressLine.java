package dev.sulcus.cli;

import java.util.Locale;

/**
 * One line that says how far a task is, never wider than the terminal: what gives way first is the bar, then the last
 * fields of the detail. Immutable.
 *
 * @param name of the task
 * @param done so far
 * @param total in all, 0 or more
 * @param detail beside the bar, its fields parted by two spaces; may be empty
 * @param elapsedNanos since the task began
 */
record ProgressLine(String name, long done, long total, String detail, long elapsedNanos) {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 6;
    private static final int BRACKETS = 3;
    private static final String FIELD = "  ";
    private static final double SECOND = 1e9;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** The line, of at most {@code columns} characters. */
    String fit(int columns) {
        String start = name + " " + percent() + " %";
        String end = end(columns - start.length());
        int room = columns - start.length() - end.length() - BRACKETS;
        String bar = room < NARROWEST_BAR ? "" : " " + bar(Math.min(room, WIDEST_BAR));
        String line = start + bar + end;
        return line.substring(0, Math.min(line.length(), Math.max(columns, 0)));
    }

    /** Detail and time, without the last fields of the detail where they have no room. */
    private String end(int columns) {
        String fields = "  " + (detail.isEmpty() ? done + "/" + total : detail);
        String left = timeLeft();
        while (fields.length() + left.length() > columns && fields.lastIndexOf(FIELD) > 0) {
            fields = fields.substring(0, fields.lastIndexOf(FIELD));
        }
        return fields + left;
    }

    private long percent() {
        return total <= 0 ? 100 : 100 * Math.min(done, total) / total;
    }

    private String bar(int cells) {
        int full = (int) (percent() * cells / 100);
        return "[" + "=".repeat(full) + " ".repeat(cells - full) + "]";
    }

    private String timeLeft() {
        if (done <= 0 || done >= total) {
            return "";
        }
        long seconds = Math.round(elapsedNanos / SECOND / done * (total - done));
        String clock = seconds >= HOUR
                ? String.format(
                        Locale.ROOT, "%d:%02d:%02d", seconds / HOUR, seconds / MINUTE % MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d", seconds / MINUTE, seconds % MINUTE);
        return "  " + clock + " left";
    }
}
