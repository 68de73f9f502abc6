package dev.sulcus.report;

import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.shortcut.ShortcutAudit;
import java.util.List;

/**
 * What the page about a data folder shows. The arrays are owned by the record.
 *
 * @param summary the figures
 * @param audit what file facts give away; null when there were too few scans to tell
 * @param samplesPng a grid of scans per class, PNG; empty when there is none
 * @param cropsPng scans with the head's box, each beside what a crop would let in, PNG; empty when there is none
 * @param examples near-duplicate groups with pictures, in the order to show them
 */
public record ExplorePageContent(
        DatasetSummary summary,
        ShortcutAudit audit,
        byte[] samplesPng,
        byte[] cropsPng,
        List<DuplicateExample> examples) {}
