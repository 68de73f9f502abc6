package dev.sulcus.workflow;

/** Tells how long the folds that are left may take: as long, on average, as those done by this process. Not thread-safe. */
final class FoldClock {
    private static final double SECOND = 1e9;

    private final int folds;
    private final long start = System.nanoTime();
    private long last = start;
    private int done;

    FoldClock(int folds) {
        this.folds = folds;
    }

    /** A few words for the line of {@code fold}, from 1, which is done now. */
    String foldDone(int fold) {
        long now = System.nanoTime();
        double seconds = (now - last) / SECOND;
        last = now;
        done++;
        double rest = (now - start) / SECOND / done * (folds - fold);
        return String.format("  %.0f s%s", seconds, fold == folds ? "" : ", about " + text(rest) + " to go");
    }

    static String text(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600 ? (whole + 30) / 60 + " min" : String.format("%.1f h", whole / 3600.0);
    }
}
