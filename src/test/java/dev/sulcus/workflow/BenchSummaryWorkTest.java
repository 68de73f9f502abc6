package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.support.QuietNarrator;
import dev.sulcus.workflow.BenchSummaryWork.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchSummaryWorkTest {
    @TempDir
    Path folder;

    @Test
    void shouldSetWhatIsWantedBesideWhatWasMeasured() throws IOException {
        List<Wish> wishes = run("""
                {"kind": "gpu-suite", "sections": [
                  {"name": "agree", "failure": null,
                   "result": {"passed": false, "checks": [{"passed": true}, {"passed": false}]}},
                  {"name": "score", "failure": null, "result": {"rows": [
                    {"name": "slow", "valid": true, "setting": {"precision": "FLOAT32"}, "imagesPerSecond": 10,
                     "peakShare": 0.9},
                    {"name": "fast", "valid": true, "setting": {"precision": "FLOAT32"}, "imagesPerSecond": 20,
                     "peakShare": 0.6},
                    {"name": "narrow", "valid": true, "setting": {"precision": "BFLOAT16"}, "imagesPerSecond": 30,
                     "peakShare": 0.1, "copyShare": 0.2},
                    {"name": "old", "valid": true, "setting": {"precision": "FLOAT16"}, "imagesPerSecond": 30,
                     "peakShare": 0.1, "copyShare": null}]}},
                  {"name": "job-host", "failure": null, "result": {"rows": [
                    {"name": "files", "valid": true, "setting": {"precision": "FLOAT32"}, "imagesPerSecond": 10,
                     "peakShare": 0.1, "copyShare": 0.1}]}},
                  {"name": "job-gpu", "failure": "not finished within 9 s", "result": null},
                  {"name": "peers", "failure": null, "result": {"works": [
                    {"work": "efficientnet-train", "wanted": 1.0, "ratios": [
                      {"mode": "best", "bestPeer": true, "percentile": 50, "ours": "sulcus", "peer": "torch",
                       "ratio": 1.2, "low": 1.1, "high": 1.3}]},
                    {"work": "job", "wanted": 1.5, "ratios": [
                      {"mode": "best", "bestPeer": true, "percentile": 50, "ours": "sulcus", "peer": "torch",
                       "ratio": 1.2, "low": 1.1, "high": 1.3}]},
                    {"work": "efficientnet-score", "wanted": 1.0, "ratios": [
                      {"mode": "best", "bestPeer": true, "percentile": 50, "ours": "sulcus", "peer": "torch",
                       "ratio": 1.2, "low": null, "high": null}]},
                    {"work": "cnn-train", "wanted": null, "ratios": []}]}}]}
                """);
        assertThat(wishes)
                .extracting(Wish::section)
                .containsExactly(
                        "agree",
                        "score",
                        "score",
                        "score",
                        "job-gpu",
                        "peers efficientnet-train",
                        "peers job",
                        "peers efficientnet-score");
        assertThat(wishes).extracting(Wish::reached).containsExactly(false, true, false, null, null, true, false, null);
        assertThat(wishes.get(1).what()).isEqualTo("fast");
        assertThat(BenchSummaryWork.lines(wishes)).anyMatch(line -> line.contains("not finished within 9 s"));
    }

    @Test
    void shouldSayWhatWasStoppedEarlyAndLeaveItsChecksOpen() throws IOException {
        List<Wish> wishes = run("""
                {"kind": "gpu-suite", "sections": [
                  {"name": "agree", "failure": "cut off",
                   "result": {"passed": false, "checks": [{"passed": true}], "warnings": ["stopped early: 1 check"]}},
                  {"name": "worklists", "failure": "cut off",
                   "result": {"passed": false, "checks": [{"passed": false}], "warnings": ["stopped early: 1 check"]}},
                  {"name": "score", "failure": "cut off", "result": {"warnings": ["busy", "stopped early: 4 of 6 blocks"],
                   "rows": [{"name": "fast", "valid": true, "setting": {"precision": "FLOAT32"}, "imagesPerSecond": 20,
                     "peakShare": 0.6}]}},
                  {"name": "knob-tf32", "failure": null, "result": {"rows": [
                    {"name": "fast", "valid": true, "setting": {"precision": "FLOAT32"}, "imagesPerSecond": 20,
                     "peakShare": 0.1, "copyShare": 0.1}]}},
                  {"name": "knob-float16", "failure": "no time was left", "result": null}]}
                """);
        assertThat(wishes).extracting(Wish::section).containsExactly("agree", "worklists", "score", "knob-float16");
        assertThat(wishes).extracting(Wish::reached).containsExactly(null, false, true, null);
        assertThat(wishes.get(0).measured()).isEqualTo("1 of 1, stopped early");
        assertThat(wishes.get(2).measured()).endsWith(", stopped early");
    }

    @Test
    void shouldRefuseAnotherFile() {
        assertThatThrownBy(() -> run("{\"kind\": \"train\"}"))
                .hasMessageContaining("not written by bench/gpu-suite.sh");
    }

    private List<Wish> run(String json) throws IOException {
        return BenchSummaryWork.run(Files.writeString(folder.resolve("suite.json"), json), new QuietNarrator());
    }
}
