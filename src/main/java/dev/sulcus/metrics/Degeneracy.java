package dev.sulcus.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether figures mean anything at all. Stateless, thread-safe. */
public final class Degeneracy {
    /** How a reason begins where nothing is wrong but the number of scans. */
    private static final String TOO_FEW = "too few scans to judge";

    /** An area that would be far from chance if there were scans enough. */
    private static final double PROMISING = 0.7;

    private Degeneracy() {}

    /** Whether {@code reasons} say no more than that there are too few scans; false for none. */
    public static boolean onlyTooFew(List<String> reasons) {
        return !reasons.isEmpty() && reasons.stream().allMatch(Degeneracy::tooFew);
    }

    /** Whether {@code reason} blames the number of scans, and not the model. */
    public static boolean tooFew(String reason) {
        return reason.startsWith(TOO_FEW);
    }

    /** What to call such a result in a few words; empty where there is no reason to. */
    public static String verdict(List<String> reasons) {
        return reasons.isEmpty() ? "" : onlyTooFew(reasons) ? TOO_FEW : "degenerate";
    }

    /**
     * Why {@code metrics} are worthless, one plain sentence part each; empty when they are not. Without bootstrap
     * intervals the comparison with chance cannot be made and gives no reason.
     */
    public static List<String> reasons(BinaryMetrics metrics) {
        if (metrics.count() == 0) {
            return List.of("there was no scan to judge");
        }
        var reasons = new ArrayList<String>();
        addOneClass(metrics, reasons);
        addOneCall(metrics, reasons);
        addChance(metrics, reasons);
        return List.copyOf(reasons);
    }

    private static void addOneClass(BinaryMetrics metrics, List<String> reasons) {
        if (metrics.negative().support() == 0 || metrics.positive().support() == 0) {
            String present = metrics.positive().support() == 0 ? "no tumour" : "tumour";
            reasons.add("every scan is labelled " + present + ", so nothing shows that the model tells the two apart");
        }
    }

    private static void addOneCall(BinaryMetrics metrics, List<String> reasons) {
        Confusion confusion = metrics.confusion();
        int called = confusion.truePositive() + confusion.falsePositive();
        if (called == 0 || called == metrics.count()) {
            String call = called == 0 ? "no tumour" : "tumour";
            reasons.add("every scan was called " + call + " (" + metrics.count() + " of " + metrics.count() + ")");
        }
    }

    private static void addChance(BinaryMetrics metrics, List<String> reasons) {
        Interval interval = metrics.intervals().rocAuc();
        String start = String.format(
                Locale.ROOT, "the 95 %% interval of the ROC AUC, %.3f–%.3f, ", interval.low(), interval.high());
        if (interval.contains(0.5) && metrics.rocAuc() >= PROMISING) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%s: the ROC AUC is %.3f, but its 95 %% interval, %.3f–%.3f, contains 0.5",
                    TOO_FEW,
                    metrics.rocAuc(),
                    interval.low(),
                    interval.high()));
        } else if (interval.contains(0.5)) {
            reasons.add(start + "contains 0.5: chance explains it as well");
        } else if (interval.high() < 0.5) {
            reasons.add(start + "lies below 0.5: worse than chance, as if the two labels were swapped");
        }
    }
}
