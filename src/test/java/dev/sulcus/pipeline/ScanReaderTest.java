package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
@Timeout(30)
class ScanReaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain.png", "with%20space", "Sch%C3%A4del%20%E9%A0%AD", "latin%E4%FF%80", "percent%2541"})
    void shouldReadByTheBytesOfAName(String name) throws IOException {
        Path file = Path.of(URI.create(folder.toUri() + name));
        byte[] content = content(70_000);
        Files.write(file, content);
        assertThat(readNamed(file)).isEqualTo(content);
    }

    @Test
    void shouldReadByARelativeName() throws IOException {
        Path file = Path.of("pom.xml");
        assertThat(readNamed(file)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void shouldGrowAndReadTheNextFile() throws IOException {
        Path large = Files.write(folder.resolve("large"), content(900_000));
        Path small = Files.write(folder.resolve("small"), content(3));
        try (FileNames names = FileNames.of(List.of(large, small));
                ScanReader reader = new ScanReader()) {
            assertThat(reader.read(small, names.address(1)).limit()).isEqualTo(3);
            assertThat(reader.read(large, names.address(0)).limit()).isEqualTo(900_000);
            assertThat(bytes(reader.read(small, names.address(1)))).isEqualTo(Files.readAllBytes(small));
        }
    }

    @Test
    void shouldSayWhyAFileCannotBeReadByName() throws IOException {
        refuses(folder.resolve("nowhere"), "not found");
        refuses(Files.createDirectory(folder.resolve("folder.png")), "a folder, not a file");
        refuses(Files.createFile(folder.resolve("empty")), "empty: the file has no bytes");
        refuses(Path.of("/dev/null"), "not a regular file");
    }

    @Test
    void shouldNotWaitForAPipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor() == 0, "mkfifo does not work here");
        refuses(pipe, "not a regular file");
    }

    @Test
    void shouldReadWithoutAnObject() throws IOException {
        assumeTrue(PosixFile.USABLE, "Linux with 64 bits only");
        Path file = Files.write(folder.resolve("file"), content(5000));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (FileNames names = FileNames.of(List.of(file));
                ScanReader reader = new ScanReader()) {
            long before = 0;
            for (int i = -200; i < 100; i++) {
                before = i == 0 ? threads.getCurrentThreadAllocatedBytes() : before;
                reader.read(file, names.address(0));
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100)
                    .isLessThan(64);
        }
    }

    private static void refuses(Path file, String why) {
        assertThatThrownBy(() -> readNamed(file)).hasMessage(why);
    }

    private static byte[] readNamed(Path file) {
        try (FileNames names = FileNames.of(List.of(file));
                ScanReader reader = new ScanReader()) {
            assertThat(names.address(0) != 0).isEqualTo(PosixFile.USABLE);
            return bytes(reader.read(file, names.address(0)));
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }
}
