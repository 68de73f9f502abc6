package dev.sulcus.report;

import java.util.List;

/**
 * A chart with what stands in for it where it can't be seen: a sentence and a table.
 *
 * @param id unique on its page, a word
 * @param summary what the chart shows, in a sentence or two
 */
record Figure(String id, String title, String summary, Chart chart, Table table) {
    /**
     * Text in rows.
     *
     * @param header one word per column
     * @param rows each as long as the header
     */
    record Table(String caption, List<String> header, List<List<String>> rows) {}
}
