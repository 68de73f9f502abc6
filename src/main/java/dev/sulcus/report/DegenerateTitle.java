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
}
