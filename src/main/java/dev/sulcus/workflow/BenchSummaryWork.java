package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code bench summary} does: of a run of bench/gpu-suite.sh, what is wanted beside what was measured. Stateless. */
public final class BenchSummaryWork {
    private static final double WANTED_SHARE = 0.5;

    /** Beginnings of sections that are no measure of the card's share: the whole job may be bound by reading and decoding. */
    private static final List<String> NO_SHARE = List.of("job", "knob", "warm");

    private BenchSummaryWork() {}

    /**
     * One thing that is wanted.
     *
     * @param section of the suite
     * @param what is judged
     * @param measured in words
     * @param wanted in words
     * @param reached whether it is so; null where it was not measured or noise leaves it open
     */
    public record Wish(String section, String what, String measured, String wanted, Boolean reached) {}

    /**
     * Reads the file and says it as a table.
     *
     * @throws Fault of kind data when it can't be read or is no such file
     */
    public static List<Wish> run(Path file, Narrator narrator) {
        JsonNode suite = Json.read(file, JsonNode.class);
        if (!suite.path("kind").asText().equals("gpu-suite")) {
            throw Fault.data(file + ": not written by bench/gpu-suite.sh; name the JSON file that it left");
        }
        var wishes = new ArrayList<Wish>();
        for (JsonNode section : suite.path("sections")) {
            wishes(section.path("name").asText(), section, wishes);
        }
        narrator.say("");
        lines(wishes).forEach(narrator::say);
        return wishes;
    }

    static List<String> lines(List<Wish> wishes) {
        var table = new BenchTable("wanted beside measured", "of", "measured", "wanted", "");
        wishes.forEach(wish -> table.row(
                wish.section(),
                wish.what(),
                wish.measured(),
                wish.wanted(),
                wish.reached() == null ? "open" : wish.reached() ? "reached" : "NOT REACHED"));
        return table.lines();
    }

    private static void wishes(String name, JsonNode section, List<Wish> wishes) {
        JsonNode result = section.path("result");
        if (!result.isObject()) {
            if (!section.path("failure").isNull()) {
                wishes.add(new Wish(name, "-", section.path("failure").asText(), "a result", null));
            }
        } else if (name.equals("agree") || name.equals("worklists")) {
            wishes.add(agreement(name, result));
        } else if (result.has("works")) {
            result.path("works").forEach(work -> ratios(work, wishes));
        } else if (result.has("rows")) {
            shares(name, result, wishes);
        }
    }

    /** Whether the command was stopped, and printed what it had. */
    private static boolean stopped(JsonNode result) {
        for (JsonNode warning : result.path("warnings")) {
            if (warning.asText().startsWith(BenchSession.STOPPED)) {
                return true;
            }
        }
        return false;
    }

    private static String words(String measured, JsonNode result) {
        return stopped(result) ? measured + ", " + BenchSession.STOPPED : measured;
    }

    private static Wish agreement(String name, JsonNode result) {
        int failed = 0;
        for (JsonNode check : result.path("checks")) {
            failed += check.path("passed").asBoolean() ? 0 : 1;
        }
        int all = result.path("checks").size();
        Boolean reached =
                stopped(result) && failed == 0 ? null : result.path("passed").asBoolean();
        return new Wish(name, "checks", words(all - failed + " of " + all, result), "all", reached);
    }

    /** The row with the highest throughput of each precision. */
    private static void shares(String name, JsonNode result, List<Wish> wishes) {
        if (NO_SHARE.stream().anyMatch(name::startsWith)) {
            return;
        }
        for (String precision : List.of("FLOAT32", "BFLOAT16", "FLOAT16")) {
            JsonNode best = null;
            for (JsonNode row : result.path("rows")) {
                boolean counts = row.path("valid").asBoolean()
                        && row.at("/setting/precision").asText().equals(precision)
                        && row.path("peakShare").isNumber();
                if (counts && (best == null || speed(row) > speed(best))) {
                    best = row;
                }
            }
            if (best != null) {
                wishes.add(share(name, best, result));
            }
        }
    }

    private static Wish share(String name, JsonNode row, JsonNode result) {
        boolean card = row.path("copyShare").isNumber();
        double product = row.path("peakShare").asDouble();
        double copy = card ? row.path("copyShare").asDouble() : Double.NaN;
        double most = card ? Math.max(product, copy) : product;
        String measured = String.format(
                Locale.ROOT,
                "%.0f images/s, %s of product, %s of copy",
                speed(row),
                BenchText.percent(product),
                BenchText.percent(copy));
        String wanted = BenchText.percent(WANTED_SHARE) + " of what bounds it";
        // Without the bandwidth's share, too little of the product proves nothing.
        Boolean reached = most >= WANTED_SHARE ? Boolean.TRUE : card ? Boolean.FALSE : null;
        return new Wish(name, row.path("name").asText(), words(measured, result), wanted, reached);
    }

    private static double speed(JsonNode row) {
        return row.path("imagesPerSecond").asDouble();
    }

    /** Ratios of each side's best that something is wanted of; open where the interval holds what is wanted. */
    private static void ratios(JsonNode work, List<Wish> wishes) {
        if (!work.path("wanted").isNumber()) {
            return;
        }
        double wanted = work.path("wanted").asDouble();
        String name = "peers " + work.path("work").asText();
        boolean found = false;
        for (JsonNode ratio : work.path("ratios")) {
            if (ratio.path("mode").asText().equals("best")
                    && ratio.path("bestPeer").asBoolean()
                    && ratio.path("percentile").asInt() == 50) {
                found = true;
                wishes.add(new Wish(
                        name,
                        ratio.path("ours").asText() + " : " + ratio.path("peer").asText(),
                        String.format(
                                Locale.ROOT,
                                "%.2f (%s to %s)",
                                ratio.path("ratio").asDouble(),
                                bound(ratio.path("low")),
                                bound(ratio.path("high"))),
                        String.format(Locale.ROOT, "at least %.1f", wanted),
                        reached(ratio, wanted).orElse(null)));
            }
        }
        if (!found) {
            wishes.add(new Wish(name, "-", "not measured", String.format(Locale.ROOT, "at least %.1f", wanted), null));
        }
    }

    private static Optional<Boolean> reached(JsonNode ratio, double wanted) {
        if (ratio.path("low").isNumber() && ratio.path("low").asDouble() >= wanted) {
            return Optional.of(true);
        }
        return ratio.path("high").isNumber() && ratio.path("high").asDouble() < wanted
                ? Optional.of(false)
                : Optional.empty();
    }

    private static String bound(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.2f", value.asDouble()) : BenchText.NONE;
    }
}
