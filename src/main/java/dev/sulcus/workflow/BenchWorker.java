package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.ScoreProbe;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.resident.Card;
import dev.sulcus.scoring.InputFile;
import dev.sulcus.scoring.InputList;
import dev.sulcus.scoring.Scorer;
import dev.sulcus.scoring.ScoringResult;
import dev.sulcus.scoring.WorklistCsv;
import dev.sulcus.training.AdamConfig;
import dev.sulcus.training.Residency;
import dev.sulcus.training.StepProbe;
import dev.sulcus.training.Unfreeze;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Sulcus as one contender of a comparison by turns: opens a work once, then does it as often as it is asked. A call
 * returns when the work is done, on a card too. Owns what it opened; one thread.
 */
public final class BenchWorker implements AutoCloseable {
    private static final double SECOND = 1e9;

    private final BenchWorkerConfig config;
    private final Narrator narrator;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Runnable once;

    /**
     * Opens the work.
     *
     * @throws Fault of kind data when model or files are missing
     */
    public BenchWorker(BenchWorkerConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        try {
            once = open();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What is being done, so that a reader can check that all do the same. */
    public Map<String, Object> facts() {
        return facts;
    }

    /** Does it {@code warm} times untimed, then {@code count} times: the seconds of each. */
    public double[] times(int warm, int count) {
        for (int i = 0; i < warm; i++) {
            once.run();
        }
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            once.run();
            seconds[i] = (System.nanoTime() - start) / SECOND;
        }
        return seconds;
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }

    private Runnable open() {
        facts.put("session", config.resources().session());
        return switch (config.kind()) {
            case TRAIN -> train();
            case SCORE -> score();
            case DECODE -> decode();
            case JOB -> job();
        };
    }

    private Runnable train() {
        Recipe recipe = config.model().recipe();
        byte[] rgb = BenchPictures.drawn(recipe.pixels(), config.batch());
        facts.put("trainable", trainable(recipe));
        boolean resident = config.resources().feeding().residency() == Residency.ON;
        facts.put("resident", resident);
        StepProbe probe = own(resident ? residentProbe(recipe, rgb) : fedProbe(recipe), StepProbe::close);
        if (resident) {
            probe.choose(config.batch());
        } else {
            probe.choose(config.batch(), rgb);
        }
        return probe::step;
    }

    private StepProbe fedProbe(Recipe recipe) {
        return new StepProbe(
                recipe.network(),
                recipe.pixels(),
                Unfreeze.ALL,
                AugmentationConfig.NONE,
                AdamConfig.KERAS,
                config.resources().session());
    }

    /** One step in a session call, as the peers take it. */
    private StepProbe residentProbe(Recipe recipe, byte[] rgb) {
        return StepProbe.resident(
                recipe.network(),
                recipe.pixels(),
                Unfreeze.ALL,
                AugmentationConfig.NONE,
                AdamConfig.KERAS,
                config.resources().session(),
                rgb,
                1);
    }

    private Runnable score() {
        Classifier classifier = classifier();
        PixelSpec pixels = config.model().recipe().pixels();
        byte[] rgb = BenchPictures.drawn(pixels, config.batch());
        ScoreProbe probe = own(new ScoreProbe(classifier, pixels, rgb, config.batch()), ScoreProbe::close);
        return () -> probe.score(0, config.batch());
    }

    private Runnable decode() {
        List<Path> files = files().stream().map(InputFile::file).toList();
        facts.put("files", files.size());
        BatchSource source = own(BatchSource.open(pipeline(), files), BatchSource::close);
        int[] order = IntStream.range(0, files.size()).toArray();
        return () -> {
            try (Pass pass = source.start(order)) {
                for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
                    batch.close();
                }
            }
        };
    }

    private Runnable job() {
        Classifier classifier = classifier();
        List<InputFile> files = files();
        facts.put("files", files.size());
        Path folder = own(temporaryFolder(), AtomicFile::deleteTree);
        Card card = CardChoice.of(config.decoder(), classifier, pipeline(), narrator);
        facts.put("decoder", card == null ? "host" : "gpu");
        return () -> {
            var inputs = new InputList(files, List.of());
            WorklistCsv.write(folder.resolve("worklist.csv"), scored(classifier, inputs, card));
        };
    }

    private ScoringResult scored(Classifier classifier, InputList inputs, Card card) {
        return card == null
                ? Scorer.score(classifier, inputs, pipeline(), 0.5, Progress.NONE)
                : Scorer.scoreOnCard(classifier, inputs, card, pipeline(), 0.5, Progress.NONE);
    }

    private Classifier classifier() {
        BenchModels models = own(BenchModels.open(config.model()), BenchModels::close);
        Classifier classifier = own(
                models.open(config.resources().session().precision(), config.resources(), narrator), Classifier::close);
        facts.put("trainable", trainable(config.model().recipe()));
        facts.put("engine", classifier.engine());
        return classifier;
    }

    private static long trainable(Recipe recipe) {
        return recipe.network().build(recipe.pixels()).weights().stream()
                .filter(weight -> weight.trainable())
                .mapToLong(weight -> weight.count())
                .sum();
    }

    private List<InputFile> files() {
        List<InputFile> all = InputList.collect(List.of(config.data())).files();
        if (all.isEmpty()) {
            throw Fault.data(config.data() + ": there are no files in it; name a folder of scans");
        }
        return config.limit() == 0 ? all : all.subList(0, Math.min(config.limit(), all.size()));
    }

    private PipelineConfig pipeline() {
        return new PipelineConfig(
                config.model().recipe().pixels(),
                config.batch(),
                config.resources().slots(),
                config.resources().workers(),
                0,
                config.resources().maxPixels());
    }

    private <T> T own(T resource, Consumer<T> close) {
        closers.push(() -> close.accept(resource));
        return resource;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sulcus-worker");
        } catch (IOException e) {
            throw Fault.data("cannot write a temporary folder: " + e, e);
        }
    }
}
