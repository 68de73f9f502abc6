package dev.sulcus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.support.FileServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final Duration STALL = Duration.ofSeconds(20);
    private final byte[] content = new byte[300_000];

    @TempDir
    Path folder;

    private FileServer server;
    private Path part;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        server = FileServer.start(content);
        part = folder.resolve("file.part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldFetchAWholeFileAndTellOfItsBytes() throws IOException {
        var done = new ArrayList<Long>();
        Download.fetch(server.url(), part, STALL, (bytes, total) -> {
            done.add(bytes);
            assertThat(total).isEqualTo(content.length);
        });
        assertThat(Files.readAllBytes(part)).isEqualTo(content);
        assertThat(done).isSorted().startsWith(0L).endsWith((long) content.length);
    }

    @Test
    void shouldGoOnWhereTheLineBroke() throws IOException {
        server.breakAfter(100_000);
        fetch();
        assertThat(Files.readAllBytes(part)).isEqualTo(content);
        assertThat(server.ranges())
                .hasSizeGreaterThan(1)
                .startsWith("none")
                .anyMatch(range -> range.startsWith("bytes="));
    }

    @Test
    void shouldGoOnWithWhatAnEarlierProcessLeft() throws IOException {
        Files.write(part, Arrays.copyOf(content, 123_456));
        fetch();
        assertThat(Files.readAllBytes(part)).isEqualTo(content);
        assertThat(server.ranges()).containsExactly("bytes=123456-");
        assertThat(server.sent()).isEqualTo(content.length - 123_456);
    }

    @Test
    void shouldBeginAnewWhereTheServerKnowsNoRanges() throws IOException {
        Files.write(part, Arrays.copyOf(content, 123_456));
        server.ignoreRanges();
        fetch();
        assertThat(Files.readAllBytes(part)).isEqualTo(content);
    }

    @Test
    void shouldBeginAnewWhenMoreIsThereThanTheFileHas() throws IOException {
        Files.write(part, new byte[content.length + 1]);
        fetch();
        assertThat(Files.readAllBytes(part)).isEqualTo(content);
    }

    @Test
    void shouldEndWithWhatTheServerAnswers() {
        URI gone = server.url().resolve("/gone");
        assertThatThrownBy(() -> Download.fetch(gone, part, STALL, (done, total) -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("/gone: the server answers 404, there is no such file");
        assertThat(part).doesNotExist();
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        URI url = server.url();
        server.close();
        assertThatThrownBy(() -> Download.fetch(url, part, STALL, (done, total) -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("cannot fetch " + url + ": no connection")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldNotWaitForEverForAServerThatFellSilent() {
        server.fallSilentAfter(100_000);
        assertThatThrownBy(() -> Download.fetch(server.url(), part, Duration.ofMillis(200), (done, total) -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("bytes are kept; run the command again to go on");
        assertThat(part).hasSize(100_000);
    }

    @Test
    void shouldKeepWhatCameWhenTheUserStops() {
        assertThatThrownBy(() -> Download.fetch(server.url(), part, STALL, (done, total) -> {
                    if (done > 50_000) {
                        throw Fault.interrupted("stopped");
                    }
                }))
                .hasMessage("stopped");
        assertThat(part).isNotEmptyFile();
    }

    private void fetch() {
        Download.fetch(server.url(), part, STALL, (done, total) -> {});
    }
}
