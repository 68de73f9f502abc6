package dev.sulcus.report;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a template and its values into one HTML file that needs nothing else: style, scripts, charts and pictures are
 * inside, and its content security policy forbids everything but these. Every value is escaped where it lands.
 * Thread-safe.
 */
final class PageTemplate {
    private static final String STYLE = resource("/pages/style.css");
    private static final InlineScript LIBRARY = ChartLibrary.load();
    private static final InlineScript CHARTS = new InlineScript(resource("/pages/charts.js"));
    private static final PebbleEngine ENGINE = new PebbleEngine.Builder()
            .loader(loader())
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .extension(new PageFilters())
            .build();

    private PageTemplate() {}

    /**
     * Writes a page, whole or not at all.
     *
     * @param template name of a file below resources/pages, without its ending
     * @param values what the template asks for
     * @param figures every figure of the page; the template also gets each in {@code values}
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    static void write(Path target, String template, Map<String, Object> values, List<Figure> figures) {
        AtomicFile.writeText(target, render(template, values, figures));
    }

    /** The page's text. */
    static String render(String template, Map<String, Object> values, List<Figure> figures) {
        var all = new HashMap<String, Object>(values);
        all.put("policy", policy());
        all.put("style", STYLE);
        all.put("library", LIBRARY.text());
        all.put("script", CHARTS.text());
        all.put("charts", chartData(figures));
        var out = new StringWriter();
        try {
            ENGINE.getTemplate(template).evaluate(out, all, Locale.ROOT);
        } catch (IOException e) {
            throw new IllegalStateException("writing to a string does not fail", e);
        }
        return out.toString();
    }

    /** A text of the class path, in UTF-8. */
    static String resource(String name) {
        try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw Fault.bug("the program lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Fault.data("cannot read the program's resource " + name + ": " + e, e);
        }
    }

    /** JSON inside a script element: no {@code <} may stand there, or a name could end the element. */
    static String embedded(Object value) {
        return Json.compact(value)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static String chartData(List<Figure> figures) {
        var charts = new TreeMap<String, Chart>();
        figures.forEach(figure -> charts.put(figure.id(), figure.chart()));
        return embedded(charts);
    }

    private static String policy() {
        return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src " + LIBRARY.policy() + " "
                + CHARTS.policy() + "; base-uri 'none'; form-action 'none'";
    }

    private static ClasspathLoader loader() {
        var loader = new ClasspathLoader(PageTemplate.class.getClassLoader());
        loader.setPrefix("pages");
        loader.setSuffix(".html");
        return loader;
    }
}
