package dev.sulcus.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts a small tree and joins it with the very script that goes along. */
class BundlePiecesTest {
    private static final int LIMIT = 1 << 20;

    @TempDir
    private Path place;

    private Path tree;
    private Path pieces;
    private BundlePieces.Cut cut;

    @BeforeEach
    void cutATree() throws IOException {
        tree = Files.createDirectories(place.resolve("a tree"));
        byte[] noise = new byte[3 * LIMIT];
        new Random(7).nextBytes(noise);
        Files.createDirectories(tree.resolve("bin"));
        Files.writeString(tree.resolve("bin/sulcus"), "#!/bin/sh\n").toFile().setExecutable(true);
        Files.write(tree.resolve("noise"), noise);
        Files.writeString(tree.resolve("with a space"), "text");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("noise"));
        pieces = Files.createDirectories(place.resolve("the pieces"));
        cut = BundlePieces.cut(tree, pieces, "tree.tar.gz", LIMIT, bytes -> {});
    }

    @Test
    void shouldKeepEachPieceUnderTheLimit() throws IOException {
        assertThat(cut.pieces()).isGreaterThan(3);
        assertThat(pieceFiles()).hasSize(cut.pieces()).allSatisfy(piece -> assertThat(Files.size(piece))
                .isLessThanOrEqualTo(LIMIT));
    }

    @Test
    void shouldMakeEachPieceAnArchiveOfItsOwn() throws IOException {
        for (Path piece : pieceFiles()) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(piece))) {
                assertThat(in.readAllBytes()).isNotEmpty();
            }
        }
    }

    @Test
    void shouldMakeTheSamePiecesOfTheSameTree() throws IOException {
        Path again = Files.createDirectories(place.resolve("again"));
        assertThat(BundlePieces.cut(tree, again, "tree.tar.gz", LIMIT, bytes -> {}))
                .isEqualTo(cut);
    }

    @Test
    void shouldJoinToTheSameTree() throws Exception {
        Path out = place.resolve("out folder");
        assertThat(join(pieces.toString(), out.toString()))
                .contains("joined: " + out)
                .startsWith("0");
        assertThat(Files.mismatch(tree.resolve("noise"), out.resolve("noise"))).isEqualTo(-1);
        assertThat(out.resolve("bin/sulcus")).isExecutable();
        assertThat(Files.readSymbolicLink(out.resolve("link"))).isEqualTo(Path.of("noise"));
        assertThat(out.resolve("with a space")).hasContent("text");
    }

    @Test
    void shouldNameEveryMissingAndEveryDamagedPieceAndUnpackNothing() throws Exception {
        Files.delete(pieces.resolve("tree.tar.gz.002"));
        Path damaged = pieces.resolve("tree.tar.gz.003");
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        Path out = place.resolve("out");
        assertThat(join(pieces.toString(), out.toString()))
                .startsWith("1")
                .contains("missing: tree.tar.gz.002", "damaged: tree.tar.gz.003", "2 of " + cut.pieces());
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldRefuseSoundPiecesOfTwoBundles() throws Exception {
        Files.writeString(pieces.resolve("WHOLE.sha256"), "0".repeat(64) + "  -\n");
        assertThat(join(pieces.toString(), place.resolve("out").toString()))
                .startsWith("1")
                .contains("of different bundles");
    }

    @Test
    void shouldRefuseAFolderThatIsThere() throws Exception {
        assertThat(join(pieces.toString(), tree.toString())).startsWith("1").contains("is there already");
    }

    @Test
    void shouldOnlyCheckWhenAskedTo() throws Exception {
        assertThat(join("--check", pieces.toString())).startsWith("0").contains("pieces are sound");
    }

    private List<Path> pieceFiles() throws IOException {
        try (Stream<Path> files = Files.list(pieces)) {
            return files.filter(file -> file.toString().matches(".*\\.\\d{3}"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** The exit code, then all that the script said. */
    private String join(String first, String second) throws Exception {
        Process script = new ProcessBuilder("sh", pieces.resolve("join.sh").toString(), first, second)
                .redirectErrorStream(true)
                .start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return script.waitFor() + " " + said;
    }
}
