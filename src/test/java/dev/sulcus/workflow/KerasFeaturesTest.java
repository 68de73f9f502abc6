package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KerasFeaturesTest {
    @Test
    void shouldBeOfTheWeightsThatComeWithSulcus() throws IOException, NoSuchAlgorithmException {
        byte[] weights = Files.readAllBytes(Installation.models().resolve("efficientnet-b0/weights.safetensors"));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
        assertThat(KerasFeatures.areOf(sha256))
                .as("new weights want new features: bench/peers/features.py")
                .isTrue();
        assertThat(KerasFeatures.areOf(null)).isFalse();
    }

    @Test
    void shouldHoldOneRowOfFeaturesForEachPicture() {
        int pictures = KerasFeatures.pictures().length / KerasFeatures.PIXELS.imageBytes();
        assertThat(pictures).isEqualTo(2);
        assertThat(KerasFeatures.values()).hasSize(pictures * 1280);
    }
}
