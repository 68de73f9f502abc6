package dev.sulcus.workflow;

import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRows;
import dev.sulcus.benchmark.BenchSetting;
import dev.sulcus.benchmark.HeapMeter;
import dev.sulcus.benchmark.LoadClock;
import dev.sulcus.benchmark.PassSubject;
import dev.sulcus.benchmark.RoundRobin;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What {@code bench pipeline} does: how fast files become batches, by number of threads. Stateless. */
public final class BenchPipelineWork {
    private static final int QUICK_FILES = 256;

    private BenchPipelineWork() {}

    /**
     * Measures.
     *
     * @throws dev.sulcus.fault.Fault of kind data when there are no files
     */
    public static BenchDocument run(BenchPipelineConfig config, Narrator narrator) {
        List<Path> files = BenchPictures.files(config.data());
        if (config.common().quick() && files.size() > QUICK_FILES) {
            files = files.subList(0, QUICK_FILES);
        }
        try (var session = new BenchSession("pipeline", config.common(), narrator)) {
            return run(config, files, session, narrator);
        }
    }

    private static BenchDocument run(
            BenchPipelineConfig config, List<Path> files, BenchSession session, Narrator narrator) {
        session.setting("data", config.data().toString());
        session.setting("files", files.size());
        session.setting("workers", config.workers());
        session.setting("batch", config.batch());
        session.setting("pixels", config.pixels());
        var sources = new ArrayList<BatchSource>();
        try {
            measure(config, files, sources, session, narrator);
        } finally {
            sources.forEach(BatchSource::close);
        }
        return session.finish("Files to batches");
    }

    private static void measure(
            BenchPipelineConfig config,
            List<Path> files,
            List<BatchSource> sources,
            BenchSession session,
            Narrator narrator) {
        BenchConfig common = config.common();
        var subjects = new ArrayList<PassSubject>();
        for (int workers : config.workers()) {
            Set<Thread> before = HeapMeter.living();
            BatchSource source = BatchSource.open(pipeline(config, workers), files);
            sources.add(source);
            subjects.add(new PassSubject(
                    source,
                    IntStream.range(0, files.size()).toArray(),
                    LoadClock.system(),
                    HeapMeter.sinceStarted(before),
                    common.mostWarmUpSeconds(),
                    narrator::stopWished));
        }
        subjects.forEach(subject -> subject.measurement().watch(session.meter()));
        RoundRobin.Turns turns;
        try (Narrator.Task task = narrator.task("files to batches", 1)) {
            turns = RoundRobin.run(
                    subjects,
                    common.repeats(),
                    common.leastBlockSeconds(),
                    measurement -> true,
                    Double.POSITIVE_INFINITY,
                    new StopCheck(task, narrator));
        }
        session.ended(turns);
        for (int i = 0; i < subjects.size(); i++) {
            if (subjects.get(i).measurement().blocks().isEmpty()) {
                continue;
            }
            var setting = new BenchSetting(
                    null, "files", null, config.batch(), config.workers().get(i));
            session.add(
                    BenchRows.of(setting, subjects.get(i), turns.warmUps().get(i)),
                    subjects.get(i).measurement().histogram());
        }
        long unreadable = subjects.get(0).unreadable();
        if (unreadable > 0) {
            session.warn(
                    unreadable + " of " + files.size() + " files can't be read; they cost their reading and no more");
        }
    }

    private static PipelineConfig pipeline(BenchPipelineConfig config, int workers) {
        TrainingResources resources = config.common().resources();
        return new PipelineConfig(
                config.pixels(), config.batch(), resources.slots(), workers, 0, resources.maxPixels());
    }
}
