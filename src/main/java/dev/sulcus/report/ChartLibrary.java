package dev.sulcus.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/** Chart.js as its webjar brings it, with its licence, ready to stand inside a page. */
final class ChartLibrary {
    private static final String POM = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
    private static final String HOME = "/META-INF/resources/webjars/chart.js/";

    private ChartLibrary() {}

    /** The whole library, about 210 kB. */
    static InlineScript load() {
        String home = HOME + version();
        String license = PageTemplate.resource(home + "/LICENSE.md");
        String code = PageTemplate.resource(home + "/dist/chart.umd.min.js");
        return new InlineScript("/*!\n" + license.strip() + "\n*/\n" + withoutSourceMap(code));
    }

    // A browser's developer tools would look for the map beside the page.
    private static String withoutSourceMap(String code) {
        int map = code.lastIndexOf("//# sourceMappingURL=");
        return map < 0 ? code : code.substring(0, map);
    }

    private static String version() {
        var properties = new Properties();
        try (var reader = new StringReader(PageTemplate.resource(POM))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string does not fail", e);
        }
        return properties.getProperty("version");
    }
}
