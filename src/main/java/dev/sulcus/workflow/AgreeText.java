package dev.sulcus.workflow;

import dev.sulcus.benchmark.AgreeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks as a table for a terminal, the verdict of all in the last line. Stateless. */
final class AgreeText {
    private AgreeText() {}

    static List<String> lines(List<AgreeCheck> checks) {
        var table = new BenchTable("check", "of", "against", "numbers", "difference", "allowed", "");
        checks.forEach(check -> table.row(
                check.what(),
                check.own(),
                check.reference(),
                String.valueOf(check.numbers()),
                BenchText.number("%.2e", check.difference()),
                number(check.allowed()),
                check.passed() ? "ok" : "FAILED"));
        var lines = new ArrayList<>(table.lines());
        checks.stream()
                .filter(check -> check.failure() != null)
                .forEach(check -> lines.add(check.what() + ", " + check.own() + ": " + check.failure()));
        long failed = checks.stream().filter(check -> !check.passed()).count();
        lines.add(
                failed == 0
                        ? "All " + checks.size() + " checks passed."
                        : failed + " of " + checks.size() + " checks FAILED.");
        return lines;
    }

    private static String number(double allowed) {
        return allowed == 0 ? "the same bits" : String.format(Locale.ROOT, "%.0e", allowed);
    }
}
