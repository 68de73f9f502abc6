package dev.sulcus.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One class folder's readable scans in figures.
 *
 * @param name the sub-folder's name
 * @param label 1 tumour, 0 none
 * @param role the label in words: {@code tumour} or {@code no tumour}
 * @param count readable scans
 * @param share of all readable scans, 0 to 1; NaN when there are none
 * @param width pixels
 * @param height pixels
 * @param formats scans by format of the content
 * @param modes scans by colour mode as stored
 * @param bitDepths scans by bits per channel as stored
 * @param sizes every distinct picture size with its count, by width, then height
 */
public record ClassSummary(
        String name,
        int label,
        String role,
        int count,
        double share,
        Spread width,
        Spread height,
        Map<ImageFormat, Integer> formats,
        Map<ColorMode, Integer> modes,
        Map<Integer, Integer> bitDepths,
        List<SizeCount> sizes) {
    private static final Comparator<SizeCount> BY_SIZE =
            Comparator.comparingInt(SizeCount::width).thenComparingInt(SizeCount::height);

    /** The figures of {@code scans}, which all belong to class {@code name}, among {@code total} scans. */
    static ClassSummary of(String name, int label, List<Scan> scans, int total) {
        return new ClassSummary(
                name,
                label,
                roleOf(label),
                scans.size(),
                total == 0 ? Double.NaN : (double) scans.size() / total,
                spread(scans, ScanFacts::width),
                spread(scans, ScanFacts::height),
                count(scans, ScanFacts::format),
                count(scans, ScanFacts::mode),
                count(scans, ScanFacts::bitDepth),
                sizes(scans));
    }

    /** {@code tumour} for 1, {@code no tumour} for 0. */
    static String roleOf(int label) {
        return label == 1 ? "tumour" : "no tumour";
    }

    /** How many scans have each value of one property, in the values' own order. */
    static <K extends Comparable<K>> Map<K, Integer> count(List<Scan> scans, Function<ScanFacts, K> property) {
        var counts = new TreeMap<K, Integer>();
        scans.forEach(scan -> counts.merge(property.apply(scan.facts()), 1, Integer::sum));
        return counts;
    }

    /** The spread of one property. */
    static Spread spread(List<Scan> scans, ToIntFunction<ScanFacts> property) {
        return Spread.of(scans.stream().map(Scan::facts).mapToInt(property).toArray());
    }

    private static List<SizeCount> sizes(List<Scan> scans) {
        var counts = new TreeMap<SizeCount, Integer>(BY_SIZE);
        scans.forEach(scan ->
                counts.merge(new SizeCount(scan.facts().width(), scan.facts().height(), 1), 1, Integer::sum));
        var sizes = new ArrayList<SizeCount>(counts.size());
        counts.forEach((size, count) -> sizes.add(new SizeCount(size.width(), size.height(), count)));
        return sizes;
    }
}
