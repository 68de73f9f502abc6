package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sulcus.device.ComputeDevices;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Processor;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class EngineOptionsTest {
    @TempDir
    Path folder;

    private Path model;
    private Path scans;

    @BeforeEach
    void draw() {
        model = RandomModels.tiny(folder.resolve("model"), 4).folder();
        scans = folder.resolve("data");
        dev.sulcus.phantom.PhantomSet.write(scans, dev.sulcus.phantom.PhantomSetConfig.of(11, 5));
    }

    @Test
    void shouldGiveTheSameWorklistFromBothEngines() throws IOException {
        List<String> fused = worklist("--engine", "fused");
        List<String> session = worklist("--engine", "tensorflow");
        assertThat(fused).hasSameSizeAs(session).hasSizeGreaterThan(11);
        for (int i = 1; i < fused.size(); i++) {
            String[] one = fused.get(i).split(",");
            String[] other = session.get(i).split(",");
            assertThat(one[1]).isEqualTo(other[1]);
            assertThat(Double.parseDouble(one[2]))
                    .isCloseTo(Double.parseDouble(other[2]), org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    @Test
    void shouldSayWhichEngineComputedOrWhatTheCpuLacks() {
        Shell shell = Shell.type("score", model, scans, "--out", folder.resolve("w.csv"), "--precision", "bfloat16");
        if (Processor.computesBfloat16()) {
            assertThat(shell.code()).isZero();
            assertThat(shell.err() + shell.out()).contains("fused bfloat16");
        } else {
            assertThat(shell.code()).isEqualTo(1);
            assertThat(shell.err()).contains("no bfloat16 on this CPU", "use float32");
            assertThat(folder.resolve("w.csv")).doesNotExist();
        }
    }

    @Test
    void shouldRefuseHalfTheBitsInASession() {
        Shell shell = Shell.type(
                "score",
                model,
                scans,
                "--out",
                folder.resolve("w.csv"),
                "--engine",
                "tensorflow",
                "--precision",
                "bfloat16");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("needs --engine fused");
        assertThat(folder.resolve("w.csv")).doesNotExist();
    }

    @Test
    void shouldNameTheEnginesThereAre() {
        Shell shell = Shell.type("score", model, scans, "--out", folder.resolve("w.csv"), "--engine", "onnx");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("'onnx'", "auto, fused, tensorflow or function");
    }

    @Test
    void shouldGiveTheSameWorklistFromAFunction() throws IOException {
        List<String> function = worklist("--engine", "function");
        List<String> session = worklist("--engine", "tensorflow");
        assertThat(function).hasSameSizeAs(session).hasSizeGreaterThan(11);
        for (int i = 1; i < function.size(); i++) {
            assertThat(Double.parseDouble(function.get(i).split(",")[2]))
                    .isCloseTo(
                            Double.parseDouble(session.get(i).split(",")[2]),
                            org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    @Test
    void shouldRefuseHalvesInTheFusedEngine() {
        Shell shell = Shell.type(
                "score", model, scans, "--out", folder.resolve("w.csv"), "--precision", "float16", "--engine", "fused");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("float16", "--engine function");
    }

    @Test
    void shouldSayWhyNoCardCanDecode() {
        assumeThat(ComputeDevices.settle(DeviceChoice.AUTO).gpu())
                .as("there is a GPU here")
                .isFalse();
        Shell shell = Shell.type("score", model, scans, "--out", folder.resolve("w.csv"), "--decoder", "gpu");
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("no GPU can be used: ");
        assertThat(folder.resolve("w.csv")).doesNotExist();
        shell = Shell.type("score", model, scans, "--out", folder.resolve("w.csv"), "--decoder", "dsp");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("auto, host or gpu");
    }

    private List<String> worklist(String... options) throws IOException {
        Path out = folder.resolve("worklist.csv");
        Object[] all = new Object[5 + options.length];
        System.arraycopy(new Object[] {"score", model, scans, "--out", out}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        assertThat(Shell.type(all).code()).isZero();
        return Files.readAllLines(out);
    }
}
