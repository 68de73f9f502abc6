package dev.sulcus.workflow;

import dev.sulcus.model.GradCam;
import dev.sulcus.model.GradCam.Explanation;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.pipeline.HeatOverlay;
import dev.sulcus.pipeline.PictureFrame;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small heat maps for a page of figures.
 *
 * @param bundle whose; null where there is no single model to ask
 * @param resources what it may use of the machine
 * @param mistakes how many of the worst mistakes get one
 * @param urgent whether the most urgent scans get one
 */
record HeatPictures(ModelBundle bundle, TrainingResources resources, int mistakes, boolean urgent) {
    /** As many mistakes as one of many pages shows under a map: each costs a pass forth and back. */
    static final int FEW = 8;

    /** None at all. */
    static final HeatPictures NONE = new HeatPictures(null, null, 0, false);

    /** Of one model; several that answer together have none, nor has a model without a convolution. */
    static HeatPictures of(SavedModels models, TrainingResources resources) {
        return models.bundles().size() == 1 && GradCam.explains(models.spec().network())
                ? new HeatPictures(models.bundles().get(0), resources, Integer.MAX_VALUE, true)
                : NONE;
    }

    /** The same for the {@value #FEW} worst mistakes alone. */
    HeatPictures few() {
        return new HeatPictures(bundle, resources, FEW, false);
    }

    /** Whether there are any. */
    boolean exist() {
        return bundle != null;
    }

    /** A JPEG of each scan under its map by the keys of {@code files}; one that can't be read any more is left out. */
    Map<String, byte[]> jpegs(Map<String, Path> files, int side) {
        if (!exist() || files.isEmpty()) {
            return Map.of();
        }
        List<String> keys = new ArrayList<>(files.keySet());
        var jpegs = new HashMap<String, byte[]>();
        var sink = new Explainer.Sink() {
            @Override
            public void explained(int index, Explanation explanation, PictureFrame frame, HeatOverlay overlay) {
                jpegs.put(keys.get(index), overlay.jpeg());
            }

            @Override
            public void failed(int index, String reason) {
                // The picture beside it was read a moment ago; the page does without the map.
            }
        };
        try (Explainer explainer = Explainer.open(bundle, resources)) {
            explainer.explain(keys.stream().map(files::get).toList(), side, sink);
        }
        return jpegs;
    }
}
