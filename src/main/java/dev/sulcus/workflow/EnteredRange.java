package dev.sulcus.workflow;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.InputScaling;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelRange;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Thumbnails;
import dev.sulcus.report.EnteredPixels;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The range of the pixels that enter a model, before and after its own scaling. Stateless, thread-safe. */
final class EnteredRange {
    /** Enough for a mean; a set of thousands is not decoded once more for it. */
    private static final int MOST = 256;

    private static final int BATCH = 16;
    private static final int SHEET_SIDE = 1400;

    private EnteredRange() {}

    /**
     * Of up to {@value #MOST} scans, evenly drawn from {@code part}.
     *
     * @param what which scans these are, in words
     * @param sheet a picture of scans beside what entered; left out when it is not there
     * @throws Fault of kind data when the model is damaged
     */
    static EnteredPixels of(ModelBundle bundle, SplitPart part, String what, Path sheet, TrainingResources resources) {
        var pipeline = new PipelineConfig(
                bundle.spec().pixels(), BATCH, resources.slots(), resources.workers(), 0, resources.maxPixels());
        int step = Math.max(1, (part.size() + MOST - 1) / MOST);
        List<Path> drawn = IntStream.iterate(0, i -> i < part.size(), i -> i + step)
                .mapToObj(part.files()::get)
                .toList();
        PixelRange range = PixelRange.of(pipeline, drawn);
        byte[] picture = Files.isRegularFile(sheet) ? Thumbnails.jpeg(sheet, SHEET_SIDE, resources.maxPixels()) : null;
        return EnteredPixels.of(
                range.scans(), what, values(range, InputScaling.NONE), values(range, InputScaling.of(bundle)), picture);
    }

    private static EnteredPixels.Values values(PixelRange range, InputScaling scaling) {
        var means = new ArrayList<Double>();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double spread = 0;
        for (int channel = 0; channel < PixelSpec.CHANNELS; channel++) {
            double low = scaling.apply(channel, range.lowest()[channel]);
            double high = scaling.apply(channel, range.highest()[channel]);
            lowest = Math.min(lowest, low);
            highest = Math.max(highest, high);
            spread = Math.max(spread, high - low);
            means.add(scaling.apply(channel, range.mean()[channel]));
        }
        return new EnteredPixels.Values(lowest, highest, spread, means);
    }
}
