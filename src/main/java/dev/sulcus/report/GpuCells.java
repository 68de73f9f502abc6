package dev.sulcus.report;

import dev.sulcus.device.GpuUse;
import dev.sulcus.report.BenchTables.Cell;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a card did during a measurement, for a page. Stateless, thread-safe. */
final class GpuCells {
    private GpuCells() {}

    static List<Cell> of(GpuUse use) {
        return List.of(
                new Cell("Busy", NumberText.percent(use.utilisation())),
                new Cell("At most", NumberText.percent(use.maxUtilisation())),
                new Cell(
                        "Memory taken",
                        Double.isNaN(use.peakMemoryBytes())
                                ? NumberText.UNDEFINED
                                : NumberText.bytes((long) use.peakMemoryBytes())),
                new Cell("Watts", NumberText.number(use.watts())),
                new Cell("Joules per image", NumberText.number(use.joulesPerImage())),
                new Cell("MHz", NumberText.number(use.clockMhz())),
                new Cell("Lowest MHz", NumberText.number(use.minClockMhz())),
                new Cell("Clock held by", throttling(use.throttling())));
    }

    private static String throttling(Map<String, Double> reasons) {
        return reasons.isEmpty()
                ? "nothing"
                : reasons.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(reason -> reason.getKey() + " (" + NumberText.percent(reason.getValue()) + " of the time)")
                        .collect(Collectors.joining(", "));
    }
}
