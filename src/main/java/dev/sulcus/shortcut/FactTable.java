package dev.sulcus.shortcut;

import dev.sulcus.dataset.JpegFacts;
import dev.sulcus.dataset.Scan;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The facts of a set of scans that tell any two of them apart; nothing in it is about a brain. */
record FactTable(List<Fact> facts) {
    private static final String BYTES = "bytes per pixel";
    private static final String EDGE_MEAN = "brightness of the edge";
    private static final String EDGE_BLACK = "black share of the edge";

    static FactTable of(List<Scan> scans) {
        return new FactTable(Stream.of(
                        Fact.kind("format", scans, scan -> scan.facts().format()),
                        Fact.kind("colour mode", scans, scan -> scan.facts().mode()),
                        Fact.number("bit depth", scans, scan -> scan.facts().bitDepth()),
                        Fact.number("width", scans, scan -> scan.facts().width()),
                        Fact.number("height", scans, scan -> scan.facts().height()),
                        Fact.number("aspect ratio", scans, FactTable::aspect),
                        Fact.number(BYTES, scans, FactTable::bytesPerPixel),
                        Fact.number("brightness of the edge", scans, scan -> scan.facts()
                                .storage()
                                .edgeMean()),
                        Fact.number("black share of the edge", scans, scan -> scan.facts()
                                .storage()
                                .edgeBlack()),
                        jpeg("JPEG quality", scans, JpegFacts::quality),
                        Fact.kind("JPEG tables", scans, of(JpegFacts::tables)),
                        Fact.kind("standard JPEG tables", scans, of(JpegFacts::standard)),
                        Fact.kind("progressive JPEG", scans, of(JpegFacts::progressive)),
                        Fact.kind("chroma subsampling", scans, of(JpegFacts::subsampling)),
                        Fact.kind("EXIF", scans, scan -> scan.facts().storage().exif()))
                .filter(fact -> !fact.constant())
                .toList());
    }

    /** The facts that would be the same with another picture in the file: without how well it packs, and its edge. */
    List<Fact> ofTheContainer() {
        return facts.stream()
                .filter(fact -> !List.of(BYTES, EDGE_MEAN, EDGE_BLACK).contains(fact.name()))
                .toList();
    }

    private static double aspect(Scan scan) {
        return (double) scan.facts().width() / scan.facts().height();
    }

    private static double bytesPerPixel(Scan scan) {
        return (double) scan.facts().bytes()
                / ((long) scan.facts().width() * scan.facts().height());
    }

    private static Fact jpeg(String name, List<Scan> scans, Function<JpegFacts, Integer> value) {
        return Fact.number(name, scans, scan -> {
            JpegFacts jpeg = scan.facts().storage().jpeg();
            return jpeg == null ? Double.NaN : value.apply(jpeg);
        });
    }

    private static Function<Scan, Object> of(Function<JpegFacts, Object> value) {
        return scan -> {
            JpegFacts jpeg = scan.facts().storage().jpeg();
            return jpeg == null ? "no JPEG" : value.apply(jpeg);
        };
    }
}
