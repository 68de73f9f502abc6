package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TFloat32;

/** The notebook's collapse, on purpose: the weights that come with Sulcus, fed pixels that are divided by 255 twice. */
@Tag("native")
class DoubleScalingTest {
    private static final PixelSpec PIXELS =
            new PixelSpec(128, 128, Resampling.AREA, Region.HEAD, Fit.STRETCH, Tone.STANDARD);
    private static final Path WEIGHTS = Path.of("models/efficientnet-b0/weights.safetensors");

    @TempDir
    static Path folder;

    private static SplitPart slices;

    @BeforeAll
    static void draw() {
        var paths = new ArrayList<String>();
        var files = new ArrayList<Path>();
        var labels = new ArrayList<Integer>();
        PhantomSet.write(folder.resolve("data"), PhantomSetConfig.of(60, 5))
                .files()
                .forEach(file -> {
                    paths.add(file.path());
                    files.add(folder.resolve("data").resolve(file.path()));
                    labels.add(file.label());
                });
        slices = new SplitPart(
                paths, files, labels.stream().mapToInt(label -> label).toArray());
    }

    @Test
    void shouldNameTheCollapseAndSeeTheSameWeightsWorkWhenFedRight() {
        EvaluationResult twice = judge(true);
        EvaluationResult once = judge(false);
        assertThat(twice.degenerate()).isNotEmpty();
        assertThat(spread(twice)).isLessThan(0.05);
        assertThat(once.degenerate()).isEmpty();
        assertThat(spread(once)).isGreaterThan(0.5);
        assertThat(once.metrics().rocAuc()).isGreaterThan(0.7);
    }

    private static double spread(EvaluationResult result) {
        var all = result.predictions().stream()
                .mapToDouble(Prediction::probability)
                .summaryStatistics();
        return all.getMax() - all.getMin();
    }

    private static EvaluationResult judge(boolean doubleScaling) {
        var config = new EfficientNetConfig(0, 0, 0, doubleScaling);
        var network = config.build(PIXELS);
        Map<String, float[]> values = new WeightStart(
                        WeightStart.Origin.SHIPPED, WEIGHTS, WeightFile.read(WEIGHTS, "efficientnet-b0", network), "")
                .values();
        var spec = new ModelSpec(
                ModelSpec.SCHEMA,
                "efficientnet-b0",
                config,
                network.parameters(),
                PIXELS,
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                List.of("no"),
                List.of("yes"),
                0.5,
                Map.of());
        var tensors = new ArrayList<TFloat32>();
        try {
            for (WeightSpec weight : network.weights()) {
                TFloat32 tensor = TFloat32.tensorOf(weight.shape());
                tensors.add(tensor);
                tensor.asRawTensor().data().asFloats().write(values.get(weight.path()));
            }
            ModelBundle bundle = ModelBundle.write(folder.resolve("model-" + doubleScaling), spec, tensors);
            var pipeline = new PipelineConfig(PIXELS, 16, 3, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
            try (Classifier classifier = Classifier.open(bundle, SessionConfig.DEFAULT)) {
                return Evaluator.evaluate(
                        classifier, slices, pipeline, 0.5, BootstrapConfig.DEFAULT, (done, all) -> {});
            }
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }
}
