package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Cnn;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.RandomModels;
import dev.sulcus.training.TrainingResult.End;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

@Tag("native")
class TrainingResultTest {
    private static final PixelSpec PIXELS = new PixelSpec(64, 64, Resampling.AREA);
    private static final int BATCH = 16;

    @TempDir
    Path folder;

    @Test
    void shouldSaveAModelThatAnswersToTheLastBitAsTheOneInTraining() {
        try (var graph = new TrainingGraph(
                        new Cnn(CnnConfig.NOTEBOOK, PIXELS),
                        PIXELS,
                        AugmentationConfig.NONE,
                        AdamConfig.KERAS,
                        SessionConfig.DEFAULT);
                var images = noise();
                var feeds = new StepFeeds(BATCH)) {
            for (int i = 0; i < BATCH; i++) {
                feeds.set(i, i % 2, 1);
            }
            graph.initialize(5);
            graph.step(images, feeds, 1e-3, 5, 1);
            graph.step(images, feeds, 1e-3, 5, 2);
            float[] training = score(graph.classifier(), images);
            assertThat(training).doesNotHaveDuplicates();
            try (var result = new TrainingResult(List.of(), 0, End.EPOCHS, graph.weights(), 0, 0)) {
                ModelBundle bundle = result.save(folder, RandomModels.spec(CnnConfig.NOTEBOOK, PIXELS));
                try (Classifier saved = Classifier.open(bundle, SessionConfig.DEFAULT)) {
                    assertThat(score(saved, images)).containsExactly(training);
                }
            }
        }
    }

    private static TUint8 noise() {
        byte[] pixels = new byte[BATCH * PIXELS.imageBytes()];
        new Random(4).nextBytes(pixels);
        TUint8 images = TUint8.tensorOf(Shape.of(BATCH, 64, 64, 3));
        images.asRawTensor().data().write(pixels);
        return images;
    }

    private static float[] score(Classifier classifier, TUint8 images) {
        float[] out = new float[BATCH];
        classifier.score(images, out, 0);
        return out;
    }
}
