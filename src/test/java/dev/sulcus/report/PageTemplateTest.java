package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTemplateTest {
    @Test
    void shouldEmbedJsonThatNoNameCanEnd() throws IOException {
        String hostile = "</script><script>alert(1)</script><!-- & ";
        String json = PageTemplate.embedded(Map.of("name", hostile));
        assertThat(json).doesNotContain("<", ">", "&");
        assertThat(new ObjectMapper().readTree(json).get("name").asText()).isEqualTo(hostile);
    }

    @Test
    void shouldWriteUndefinedChartValuesAsNull() {
        String json = PageTemplate.embedded(Chart.Point.of(1, Double.NaN));
        assertThat(json).isEqualTo("{\"x\":1.0,\"y\":null,\"low\":null,\"high\":null,\"count\":0}");
    }

    @Test
    void shouldCarryTheLibrarysLicenceAndNoSourceMap() {
        String library = ChartLibrary.load().text();
        assertThat(library).contains("The MIT License", "Permission is hereby granted", "Chart.js v");
        assertThat(library).doesNotContain("sourceMappingURL");
    }

    @Test
    void shouldHashAScriptAsTheBrowserDoes() {
        // The example of the Content Security Policy specification.
        assertThat(new InlineScript("alert('Hello, world.');").policy())
                .isEqualTo("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    @Test
    void shouldRefuseAScriptThatEndsItself() {
        assertThatThrownBy(() -> new InlineScript("'</SCRIPT>'")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldFailOnAValueThatATemplateLacks() {
        assertThatThrownBy(() -> PageTemplate.render("run", Map.of("title", "x"), List.of()))
                .hasMessageContaining("kicker");
    }
}
