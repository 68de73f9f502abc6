package dev.sulcus.dataset;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a data folder holds, as explore.json keeps it. Immutable.
 *
 * @param schema {@link #SCHEMA_VERSION}
 * @param folder the data folder as the user named it
 * @param dataFingerprint hash over every readable scan's path, label and content
 * @param readable scans that can be used
 * @param bytes size of those files
 * @param classes one per class folder, by name
 * @param weights balanced class weights over all readable scans
 * @param sizes picture sizes over all
 * @param formats scans by format of the content
 * @param modes scans by colour mode as stored
 * @param bitDepths scans by bits per channel as stored
 * @param mismatches files whose name promises another format than they have
 * @param unreadable files that can't be used, with the reason
 * @param shortcuts ways of storing files that occur under one label only
 * @param duplicates copies and near-duplicates
 */
public record DatasetSummary(
        int schema,
        String folder,
        String dataFingerprint,
        int readable,
        long bytes,
        List<ClassSummary> classes,
        ClassWeights weights,
        SizeSummary sizes,
        Map<ImageFormat, Integer> formats,
        Map<ColorMode, Integer> modes,
        Map<Integer, Integer> bitDepths,
        List<FormatMismatch> mismatches,
        List<UnreadableScan> unreadable,
        List<Shortcut> shortcuts,
        DuplicateSummary duplicates) {
    /** Of explore.json; it rises when a member changes its meaning or goes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * Sums up {@code dataset}.
     *
     * @param groups of {@link Dataset#scans()}
     * @param fingerprint of the data's content
     */
    public static DatasetSummary of(Dataset dataset, DuplicateGroups groups, String fingerprint) {
        List<Scan> scans = dataset.scans();
        return new DatasetSummary(
                SCHEMA_VERSION,
                dataset.root().toString(),
                fingerprint,
                scans.size(),
                scans.stream().mapToLong(scan -> scan.facts().bytes()).sum(),
                classes(dataset.roles(), scans),
                ClassWeights.balanced(labelled(scans, 0), labelled(scans, 1)),
                SizeSummary.of(scans),
                ClassSummary.count(scans, ScanFacts::format),
                ClassSummary.count(scans, ScanFacts::mode),
                ClassSummary.count(scans, ScanFacts::bitDepth),
                scans.stream().flatMap(scan -> FormatMismatch.of(scan).stream()).toList(),
                dataset.unreadable(),
                Shortcut.of(scans),
                DuplicateSummary.of(groups, scans));
    }

    private static List<ClassSummary> classes(ClassRoles roles, List<Scan> scans) {
        return Stream.concat(roles.negative().stream(), roles.positive().stream())
                .sorted()
                .map(name -> ClassSummary.of(
                        name,
                        roles.positive().contains(name) ? 1 : 0,
                        scans.stream()
                                .filter(scan -> scan.className().equals(name))
                                .toList(),
                        scans.size()))
                .toList();
    }

    private static int labelled(List<Scan> scans, int label) {
        return Math.toIntExact(
                scans.stream().filter(scan -> scan.label() == label).count());
    }
}
