package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelSpecTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasSavedBeforeThereWasAChoice() throws IOException {
        assertThat(read("{\"height\": 112, \"width\": 96, \"resampling\": \"nearest\"}"))
                .isEqualTo(new PixelSpec(112, 96, Resampling.NEAREST))
                .isEqualTo(new PixelSpec(112, 96, Resampling.NEAREST, Region.WHOLE, Fit.STRETCH, Tone.STORED));
    }

    @Test
    void shouldTravelThroughJson() throws IOException {
        var spec = new PixelSpec(16, 17, Resampling.PILLOW_BILINEAR, Region.HEAD, Fit.PAD, Tone.STANDARD);
        String json = Json.compact(spec);
        assertThat(json)
                .isEqualTo("{\"height\":16,\"width\":17,\"resampling\":\"pillow-bilinear\",\"region\":\"head\","
                        + "\"fit\":\"pad\",\"tone\":\"standard\",\"decoding\":\"full\"}");
        assertThat(read(json)).isEqualTo(spec);
    }

    @Test
    void shouldReadReducedDecodingAndLinearResampling() throws IOException {
        PixelSpec spec = read("{\"height\": 32, \"width\": 32, \"resampling\": \"linear\", \"decoding\": \"reduced\"}");
        assertThat(spec.resampling()).isEqualTo(Resampling.LINEAR);
        assertThat(spec.decoding()).isEqualTo(Decoding.REDUCED);
    }

    @Test
    void shouldRefuseAToneItDoesNotKnow() {
        assertThatThrownBy(() -> read("{\"height\": 16, \"width\": 16, \"resampling\": \"area\", \"tone\": \"sepia\"}"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("tone");
    }

    @Test
    void shouldSayInWordsWhatDiffersFromThePlainWay() {
        assertThat(new PixelSpec(64, 48, Resampling.AREA).words()).isEqualTo("64×48 (area)");
        assertThat(new PixelSpec(16, 16, Resampling.NEAREST, Region.HEAD, Fit.PAD, Tone.GREY).words())
                .isEqualTo("16×16 (nearest, head, pad, grey)");
        assertThat(new PixelSpec(16, 16, Resampling.LINEAR, null, null, null, Decoding.REDUCED).words())
                .isEqualTo("16×16 (linear, reduced)");
    }

    private PixelSpec read(String json) throws IOException {
        return Json.read(Files.writeString(folder.resolve("spec.json"), json), PixelSpec.class);
    }
}
