package dev.sulcus.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say about files is so. */
class DocumentTest {
    private static final Path HOME = Path.of(System.getProperty("sulcus.home", ""));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void shouldRunTheTestCommandOfTheReadmeInCi() throws IOException {
        var command = "mvn -B verify";
        assertThat(read("README.md")).contains("    " + command + " ");
        assertThat(read(".ci/run").lines()).contains(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"native-config/jvm.options", "native-config/jvm-24.options"})
    void shouldExplainEveryFlagOfTheJvm(String file) throws IOException {
        var flags = read(file).lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(flags).isNotEmpty();
        assertThat(read("native-config/README.md")).contains(flags);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "bench/README.md", "models/README.md"})
    void shouldLinkOnlyToFilesThatExist(String document) throws IOException {
        Path folder = HOME.resolve(document).toAbsolutePath().getParent();
        assertThat(links(document))
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sulcus", "bench/run", "bench/gpu-suite.sh", ".ci/run", ".ci/try-distribution", ".ci/try-bundle"
            })
    void shouldBeAbleToRunEveryScript(String script) {
        assertThat(HOME.resolve(script)).isExecutable();
    }

    private static List<String> links(String document) throws IOException {
        Stream<MatchResult> found = LINK.matcher(read(document)).results();
        return found.map(match -> match.group(1)).toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(HOME.resolve(file));
    }
}
