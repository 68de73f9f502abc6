package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.GradCam;
import dev.sulcus.model.GradCam.Explanation;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.HeatOverlay;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PictureFrame;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A model's heat maps over files, each laid over its scan. One thread; whoever opens it closes it. */
final class Explainer implements AutoCloseable {
    private static final int BATCH = 16;

    /** Takes what became of each file, in order. */
    interface Sink {
        /**
         * One file is explained.
         *
         * @param index of the file
         * @param explanation what the model says
         * @param frame where the picture it saw lies in the scan
         * @param overlay holds the scan under its map; borrowed for the call
         */
        void explained(int index, Explanation explanation, PictureFrame frame, HeatOverlay overlay);

        /** One file can't be used; {@code reason} is a line without its name. */
        void failed(int index, String reason);
    }

    private final GradCam cam;
    private final HeatOverlay overlay;
    private final PipelineConfig pipeline;

    private Explainer(GradCam cam, HeatOverlay overlay, PipelineConfig pipeline) {
        this.cam = cam;
        this.overlay = overlay;
        this.pipeline = pipeline;
    }

    /**
     * Opens a model.
     *
     * @throws Fault of kind usage when it has no convolution
     */
    static Explainer open(ModelBundle bundle, TrainingResources resources) {
        var pipeline = new PipelineConfig(
                bundle.spec().pixels(), BATCH, resources.slots(), resources.workers(), 0, resources.maxPixels());
        GradCam cam = GradCam.open(bundle, resources.session());
        try {
            return new Explainer(cam, HeatOverlay.open(bundle.spec().pixels(), resources.maxPixels()), pipeline);
        } catch (RuntimeException | Error e) {
            cam.close();
            throw e;
        }
    }

    /** Explains every file; pictures whose longer side is longer than {@code side} are shrunk to it. */
    void explain(List<Path> files, int side, Sink sink) {
        try (BatchSource source = BatchSource.open(pipeline, files);
                Pass pass = source.start(IntStream.range(0, files.size()).toArray())) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    explain(batch, files, side, sink);
                }
            }
        }
    }

    @Override
    public void close() {
        overlay.close();
        cam.close();
    }

    private void explain(Batch batch, List<Path> files, int side, Sink sink) {
        List<Explanation> explanations = cam.explain(batch.images());
        for (int row = 0; row < batch.size(); row++) {
            int index = batch.sample(row);
            if (batch.failure(row) != null) {
                sink.failed(index, batch.failure(row));
                continue;
            }
            PictureFrame frame;
            try {
                frame = overlay.lay(explanations.get(row).heat(), files.get(index), side);
            } catch (Fault e) {
                if (e.kind() != FaultKind.DATA) {
                    throw e;
                }
                sink.failed(index, "changed while it was read"); // it could be decoded a moment ago
                continue;
            }
            sink.explained(index, explanations.get(row), frame, overlay);
        }
    }
}
