package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.BundleWeights;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.Views;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import dev.sulcus.report.EnteredPixels;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.support.RandomModels;
import dev.sulcus.support.ShippedModel;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ScalingTest {
    private static final TrainingResources RESOURCES =
            new TrainingResources(SessionConfig.DEFAULT, 2, 4, 1 << 24, 1 << 20);

    @TempDir
    Path folder;

    @Test
    void shouldCollapseGoodWeightsAndHealThemAgain() {
        ModelBundle good = ShippedModel.write(folder.resolve("good"), 96);
        ModelBundle wrong = Scaling.rewrite(good, folder.resolve("wrong"), true);
        ModelBundle healed = Scaling.rewrite(wrong, folder.resolve("healed"), false);
        SplitPart slices = slices();
        assertThat(judge(wrong, slices).degenerate()).isNotEmpty();
        assertThat(judge(good, slices).degenerate()).isEmpty();
        assertThat(judge(healed, slices).predictions())
                .isEqualTo(judge(good, slices).predictions());
    }

    @Test
    void shouldBeSeenInTheRangeThatEnters() {
        ModelBundle good = ShippedModel.write(folder.resolve("good"), 64);
        ModelBundle wrong = Scaling.rewrite(good, folder.resolve("wrong"), true);
        SplitPart slices = slices();
        EnteredPixels right = EnteredRange.of(good, slices, "slices", folder.resolve("none.png"), RESOURCES);
        EnteredPixels twice = EnteredRange.of(wrong, slices, "slices", folder.resolve("none.png"), RESOURCES);
        assertThat(right.scans()).isEqualTo(60);
        assertThat(right.entered().highest()).isEqualTo(255);
        assertThat(right.scaled().spread()).isGreaterThan(4);
        assertThat(right.warnings()).isEmpty();
        assertThat(twice.scaled().spread()).isLessThan(0.02);
        assertThat(twice.warnings()).singleElement().asString().contains("scaled twice");
    }

    @Test
    void shouldChangeHowItIsFedAndNoWeight() {
        ModelBundle good = ShippedModel.write(folder.resolve("good"), 64);
        ModelBundle wrong = Scaling.rewrite(good, folder.resolve("wrong"), true);
        assertThat(Scaling.doubled(good.spec().network())).isFalse();
        assertThat(Scaling.doubled(ModelBundle.find(wrong.folder()).spec().network()))
                .isTrue();
        assertThat(((EfficientNetConfig) wrong.spec().network()).dropout())
                .isEqualTo(((EfficientNetConfig) good.spec().network()).dropout());
        Map<String, float[]> rewritten = BundleWeights.read(wrong);
        BundleWeights.read(good)
                .forEach((path, values) ->
                        assertThat(rewritten.get(path)).as(path).isEqualTo(values));
    }

    @Test
    void shouldRefuseAModelThatTheNotebookFedRight() {
        ModelBundle cnn = RandomModels.tiny(folder.resolve("cnn"), 1);
        assertThatThrownBy(() -> Scaling.rewrite(cnn, folder.resolve("wrong"), true))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("this is cnn; name a run of efficientnet-b0");
    }

    private static EvaluationResult judge(ModelBundle bundle, SplitPart part) {
        return Judgement.judge(SavedModels.of(bundle), Views.PLAIN, part, RESOURCES, new QuietNarrator());
    }

    private SplitPart slices() {
        Path data = folder.resolve("data");
        var paths = new ArrayList<String>();
        var files = new ArrayList<Path>();
        var labels = new ArrayList<Integer>();
        PhantomSet.write(data, new PhantomSetConfig(60, 5, 0.5, 2, PhantomConfig.standard()))
                .files()
                .forEach(file -> {
                    paths.add(file.path());
                    files.add(data.resolve(file.path()));
                    labels.add(file.label());
                });
        return new SplitPart(
                paths, files, labels.stream().mapToInt(label -> label).toArray());
    }
}
