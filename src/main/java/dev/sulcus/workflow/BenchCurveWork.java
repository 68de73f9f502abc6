package dev.sulcus.workflow;

import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.CostCurve;
import dev.sulcus.benchmark.CurvePoint;
import dev.sulcus.benchmark.HeapMeter;
import dev.sulcus.device.GpuMeter;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ProcessMemory;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.scoring.InputFile;
import dev.sulcus.scoring.InputList;
import dev.sulcus.scoring.Scorer;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@code bench curve} does: time and memory of scoring against number of pictures and size of batch. Stateless. */
public final class BenchCurveWork {
    private static final int WARM_UP = 128;

    private BenchCurveWork() {}

    /**
     * Measures.
     *
     * @throws dev.sulcus.fault.Fault of kind data when there is no model or no file
     */
    public static BenchDocument run(BenchCurveConfig config, Narrator narrator) {
        List<Path> named = BenchPictures.files(config.data());
        try (BenchModels models = BenchModels.open(config.model());
                var session = new BenchSession("curve", config.common(), narrator)) {
            session.setting("model", models.words());
            session.setting("data", config.data().toString());
            session.setting("images", config.counts());
            session.setting("batches", config.batches());
            session.setting("batch", config.batch());
            session.setting("pixels", models.saved().spec().pixels());
            List<Path> files = BenchPictures.readable(
                    named, models.saved().pipeline(config.common().resources()), session, narrator);
            Precision precision = config.common().resources().session().precision();
            try (Classifier classifier = models.open(precision, config.common().resources(), narrator)) {
                session.curve(measure(config, models, classifier, files, session, narrator));
                classifier.locking().refusal().ifPresent(session::warn);
            }
            return session.finish("The cost curve of scoring");
        }
    }

    private static CostCurve measure(
            BenchCurveConfig config,
            BenchModels models,
            Classifier classifier,
            List<Path> files,
            BenchSession session,
            Narrator narrator) {
        // As many pictures at every size of batch as the second number has: one is too short for a large batch.
        int each = config.counts().get(Math.min(1, config.counts().size() - 1));
        long total = config.counts().stream().mapToLong(Integer::longValue).sum()
                + (long) each * config.batches().size();
        var byBatch = new ArrayList<CurvePoint>();
        var byPictures = new ArrayList<CurvePoint>();
        try (Narrator.Task task = narrator.task("cost curve", total)) {
            var done = new long[1];
            // Before larger batches, whose memory the allocator keeps: it would hide what more pictures add.
            for (int count : config.counts()) {
                Progress progress = step(task, narrator, done, total);
                byPictures.add(
                        point(config, models, classifier, files, count, config.batch(), session.meter(), progress));
                done[0] += count;
            }
            for (int batch : config.batches()) {
                Progress progress = step(task, narrator, done, total);
                byBatch.add(point(config, models, classifier, files, each, batch, session.meter(), progress));
                done[0] += each;
            }
        }
        return CostCurve.of(byPictures, byBatch);
    }

    private static Progress step(Narrator.Task task, Narrator narrator, long[] done, long total) {
        var check = new StopCheck(task, narrator);
        return (now, all) -> check.at(done[0] + now, total);
    }

    private static CurvePoint point(
            BenchCurveConfig config,
            BenchModels models,
            Classifier classifier,
            List<Path> files,
            int count,
            int batch,
            GpuMeter meter,
            Progress progress) {
        TrainingResources resources = config.common().resources();
        var pipeline = new PipelineConfig(
                models.saved().spec().pixels(),
                batch,
                resources.slots(),
                resources.workers(),
                0,
                resources.maxPixels());
        double threshold = models.saved().threshold();
        Scorer.score(classifier, repeated(files, Math.min(WARM_UP, 4 * batch)), pipeline, threshold, Progress.NONE);
        InputList inputs = repeated(files, count);
        ProcessMemory.resetPeak();
        HeapMeter heap = HeapMeter.ofThisThread();
        double before = heap.bytes();
        meter.begin();
        double seconds =
                Scorer.score(classifier, inputs, pipeline, threshold, progress).seconds();
        meter.end();
        return new CurvePoint(
                count,
                batch,
                seconds,
                count / seconds,
                ProcessMemory.residentBytes(),
                ProcessMemory.peakBytes(),
                (heap.bytes() - before) / count,
                meter.use(count));
    }

    private static InputList repeated(List<Path> files, int count) {
        List<InputFile> inputs = IntStream.range(0, count)
                .mapToObj(i -> files.get(i % files.size()))
                .map(file -> new InputFile(file.toString(), file))
                .toList();
        return new InputList(inputs, List.of());
    }
}
