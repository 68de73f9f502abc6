package dev.sulcus.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measurements set side by side: settings of one name against those of the first document, and within a document against
 * its first setting of the same kind.
 *
 * @param reference name of the first
 * @param ratios of settings that both have and that are valid
 * @param settings what differs between the settings of two documents
 * @param machines what differs between the machines
 * @param warnings why a ratio may not be what it seems
 */
public record BenchComparison(
        String reference,
        List<RatioResult> ratios,
        List<String> settings,
        List<String> machines,
        List<String> warnings) {
    /** Members of the settings that say where something lay, not what was done. */
    private static final Set<String> PLACES = Set.of("out", "run", "repeats", "minSeconds", "maxSeconds");

    /**
     * A document and what it is called.
     *
     * @param name for people: its file
     */
    public record Named(String name, BenchDocument document) {}

    /** Of two or more. */
    public static BenchComparison of(List<Named> documents) {
        Named first = documents.get(0);
        var ratios = new ArrayList<RatioResult>();
        var settings = new ArrayList<String>();
        var machines = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        documents.forEach(named -> warnAlone(named, warnings));
        for (Named other : documents.subList(1, documents.size())) {
            compare(first, other, ratios, warnings);
            settings.addAll(differences(first, other));
            first.document()
                    .machine()
                    .differences(other.document().machine())
                    .forEach(difference -> machines.add(first.name() + " and " + other.name() + ", " + difference));
            warnings.add(first.name() + " and " + other.name()
                    + " were measured one after the other, not by turns: a machine that changed meanwhile shows as a"
                    + " difference");
        }
        if (!machines.isEmpty()) {
            warnings.add("the machines differ: a ratio then compares machines as much as programs");
        }
        return new BenchComparison(first.name(), ratios, settings, machines, warnings);
    }

    /**
     * Settings of one document that differ in precision alone, against the first of them.
     *
     * @param rows in the order in which they were asked for
     */
    public static List<RatioResult> within(List<BenchRow> rows) {
        var ratios = new ArrayList<RatioResult>();
        for (int i = 0; i < rows.size(); i++) {
            BenchRow own = rows.get(i);
            BenchRow reference = rows.subList(0, i).stream()
                    .filter(row -> row.valid() && samePlace(row.setting(), own.setting()))
                    .findFirst()
                    .orElse(null);
            if (reference != null && own.valid()) {
                ratios.add(RatioResult.of(reference.name(), reference, own.name(), own, true));
            }
        }
        return ratios;
    }

    private static boolean samePlace(BenchSetting one, BenchSetting other) {
        return !Objects.equals(one.precision(), other.precision())
                && Objects.equals(one.scenario(), other.scenario())
                && Objects.equals(one.batch(), other.batch())
                && Objects.equals(one.input(), other.input());
    }

    private static void warnAlone(Named named, List<String> warnings) {
        BenchDocument document = named.document();
        if (document.machine().busy()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: something else kept the machine busy when it began (load average %.1f on %d processors)",
                    named.name(),
                    document.machine().loadAverage(),
                    document.machine().usable()));
        }
        document.rows().stream()
                .filter(row -> !row.valid())
                .forEach(row -> warnings.add(named.name() + ": " + row.name() + " is not valid: " + row.reason()));
    }

    private static void compare(Named first, Named other, List<RatioResult> ratios, List<String> warnings) {
        boolean any = false;
        for (BenchRow own : other.document().rows()) {
            BenchRow reference = first.document().validRow(own.name());
            if (reference == null || !own.valid()) {
                continue;
            }
            any = true;
            ratios.add(RatioResult.of(
                    first.name() + ": " + reference.name(), reference, other.name() + ": " + own.name(), own, false));
        }
        if (!any) {
            warnings.add(first.name() + " and " + other.name() + " have no valid setting in common");
        }
    }

    private static List<String> differences(Named first, Named other) {
        JsonNode ours = first.document().settings();
        JsonNode theirs = other.document().settings();
        var found = new ArrayList<String>();
        if (ours == null || theirs == null) {
            return found;
        }
        var names = new TreeSet<String>();
        ours.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        names.removeAll(PLACES);
        for (String name : names) {
            if (!Objects.equals(ours.get(name), theirs.get(name))) {
                found.add(name + ": " + first.name() + " has " + ours.get(name) + ", " + other.name() + " "
                        + theirs.get(name));
            }
        }
        return found;
    }
}
