package dev.sulcus.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A written page, taken apart as a browser would. */
record PageText(String html) {
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    static PageText read(Path page) {
        try {
            return new PageText(Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of the scripts that would run: a browser ends each at the first end tag. */
    List<String> scripts() {
        return SCRIPT.matcher(html)
                .results()
                .filter(script -> script.group(1).isEmpty())
                .map(script -> script.group(2))
                .toList();
    }

    /** The data block that the charts are drawn from. */
    String chartData() {
        return SCRIPT.matcher(html)
                .results()
                .filter(script -> script.group(1).contains("application/json"))
                .map((MatchResult script) -> script.group(2))
                .findFirst()
                .orElseThrow();
    }

    /** Everything but the scripts. */
    String withoutScripts() {
        return SCRIPT.matcher(html).replaceAll("");
    }

    /** What a person reads: no tags, single spaces. */
    String words() {
        return withoutScripts()
                .replaceAll("(?s)<style>.*?</style>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }
}
