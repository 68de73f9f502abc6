package dev.sulcus.report;

import dev.sulcus.metrics.Degeneracy;
import java.util.List;

/** What stands over the reasons why a result is worthless. Stateless, thread-safe. */
final class DegenerateTitle {
    private DegenerateTitle() {}

    /** Too few scans are no fault of the model's. */
    static String of(List<String> reasons) {
        return Degeneracy.onlyTooFew(reasons)
                ? "Too few scans: the figures below prove nothing"
                : "Degenerate result: the figures below mean nothing";
    }

    /** The same over several models' reasons, none of them empty. */
    static String ofModels(List<List<String>> reasons) {
        long few = reasons.stream().filter(Degeneracy::onlyTooFew).count();
        if (few == 0) {
            return "Degenerate: the figures of these models mean nothing";
        }
        return few == reasons.size()
                ? "Too few scans: the figures of these models prove nothing"
                : "Degenerate, or judged on too few scans: the figures of these models prove nothing";
    }
}
