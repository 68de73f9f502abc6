package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.cuda.CudaStatus;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.ScanDecoder;
import dev.sulcus.resident.HostCard;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.support.RandomModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two real systems: the same pictures give the same answers, however a query is made. */
@Tag("native")
class SystemsTest {
    private static final int PICTURES = 6;
    private static final long MAX_PIXELS = 1_000_000;

    @TempDir
    static Path folder;

    private static Classifier classifier;
    private static List<Path> files;

    @BeforeAll
    static void open() {
        SplitPart part = DrawnScans.write(folder.resolve("scans"), PICTURES, 32, 3);
        files = part.files();
        classifier = Classifier.open(RandomModels.tiny(folder.resolve("model"), 5), SessionConfig.DEFAULT);
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void shouldAnswerTheSameFromFilesAndFromMemory() {
        try (SystemUnderTest memory = new MemorySystem(classifier, RandomModels.PIXELS, pixels(), 1, 4);
                SystemUnderTest folderSystem = new FolderSystem(classifier, pipeline(), files, 1, 4)) {
            double[] expected = folderSystem.probabilities();
            assertThat(expected).hasSize(PICTURES).doesNotContain(Double.NaN);
            assertThat(memory.probabilities()).containsExactly(expected, within(1e-6));
            assertThat(sumOf(memory, 0, 1)).isCloseTo(expected[0], within(1e-6));
            assertThat(sumOf(folderSystem, 0, 1)).isCloseTo(expected[0], within(1e-6));
            double four = expected[0] + expected[1] + expected[2] + expected[3];
            assertThat(sumOf(memory, 0, 4)).isCloseTo(four, within(1e-5));
            assertThat(sumOf(folderSystem, 0, 4)).isCloseTo(four, within(1e-5));
        }
    }

    @Test
    void shouldTakePicturesRoundAndRound() {
        try (SystemUnderTest system = new FolderSystem(classifier, pipeline(), files, 1, 4)) {
            double[] p = system.probabilities();
            assertThat(sumOf(system, PICTURES - 1, 4)).isCloseTo(p[5] + p[0] + p[1] + p[2], within(1e-5));
        }
    }

    @Test
    void shouldTellOfEveryBatchOfALongQuery() {
        try (SystemUnderTest memory = new MemorySystem(classifier, RandomModels.PIXELS, pixels(), 1, 4);
                SystemUnderTest folderSystem = new FolderSystem(classifier, pipeline(), files, 1, 4)) {
            for (SystemUnderTest system : List.of(memory, folderSystem)) {
                var heard = new ArrayList<Integer>();
                system.answer(0, 12, heard::add);
                assertThat(heard).containsExactly(4, 4, 4);
            }
        }
    }

    @Test
    void shouldGiveBackAllNativeMemory() {
        int before = NativeBlocks.liveBlocks();
        new MemorySystem(classifier, RandomModels.PIXELS, pixels(), 1, 2, 4).close();
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldGiveNoProbabilityForWhatCanNotBeRead() throws java.io.IOException {
        var some = new ArrayList<>(files);
        some.add(Files.writeString(folder.resolve("broken.png"), "no picture"));
        try (var system = new FolderSystem(classifier, pipeline(), some, 4)) {
            assertThat(system.probabilities()[PICTURES]).isNaN();
            assertThat(system.sum()).isNotNaN();
        }
    }

    @Test
    void shouldSayToHowManyPicturesTheBatchWentDown() {
        var host = new HostCard();
        host.cuda.failing("malloc", 3, CudaStatus.MEMORY_ALLOCATION);
        try (Classifier function = Classifier.open(
                        List.of(RandomModels.tiny(folder.resolve("function"), 5)),
                        Views.PLAIN,
                        SessionConfig.DEFAULT,
                        ScoringEngine.FUNCTION);
                SystemUnderTest onCard = new FolderSystem(function, host.card(), pipeline(), files, 4);
                SystemUnderTest memory = new MemorySystem(classifier, RandomModels.PIXELS, pixels(), 4)) {
            assertThat(onCard.probabilities()).doesNotContain(Double.NaN);
            assertThat(onCard.reducedBatch()).isEqualTo(2);
            assertThat(memory.reducedBatch()).isZero();
        }
    }

    private static double sumOf(SystemUnderTest system, long first, int count) {
        double before = system.sum();
        system.answer(first, count, pictures -> {});
        return system.sum() - before;
    }

    private static PipelineConfig pipeline() {
        return new PipelineConfig(RandomModels.PIXELS, 4, 2, 2, 0, MAX_PIXELS);
    }

    /** As the decoder gives them. */
    private static byte[] pixels() {
        int one = RandomModels.PIXELS.imageBytes();
        byte[] all = new byte[PICTURES * one];
        try (ScanDecoder decoder = ScanDecoder.open(RandomModels.PIXELS, MAX_PIXELS);
                var block = dev.sulcus.device.NativeBlock.allocate("test pixels", one)) {
            for (int i = 0; i < PICTURES; i++) {
                assertThat(decoder.decode(files.get(i), block.address())).isNull();
                block.buffer().rewind().get(all, i * one, one);
            }
        }
        return all;
    }
}
