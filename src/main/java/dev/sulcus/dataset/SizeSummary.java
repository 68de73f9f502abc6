package dev.sulcus.dataset;

import java.util.List;

/**
 * Picture sizes of a whole data folder, in pixels.
 *
 * @param distinct how many different pairs of width and height there are
 */
public record SizeSummary(Spread width, Spread height, int distinct) {
    /** The sizes of {@code scans}. */
    static SizeSummary of(List<Scan> scans) {
        long distinct = scans.stream()
                .map(scan -> new SizeCount(scan.facts().width(), scan.facts().height(), 1))
                .distinct()
                .count();
        return new SizeSummary(
                ClassSummary.spread(scans, ScanFacts::width),
                ClassSummary.spread(scans, ScanFacts::height),
                Math.toIntExact(distinct));
    }
}
