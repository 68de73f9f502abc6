package dev.sulcus.bench;

import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Decoding;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.scoring.InputFile;
import dev.sulcus.scoring.InputList;
import dev.sulcus.scoring.Scorer;
import dev.sulcus.scoring.WorklistCsv;
import dev.sulcus.training.StepWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tensorflow.types.TUint8;

/**
 * One of the works that Sulcus and its peers are compared on, done by the code that the product does it with. Owns what
 * it opened; one thread.
 */
final class PeerWork implements AutoCloseable {
    private static final int SLOTS = 4;

    private final Map<String, String> options;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Runnable once;

    /**
     * Opens a work.
     *
     * @param options {@code work}, {@code model}, {@code batch}, {@code precision}, {@code data}, {@code workers},
     *     {@code limit} (0 for all files), {@code batches} and {@code epochs} of a head stage, {@code engine},
     *     {@code resampling}, {@code decoding}
     */
    PeerWork(Map<String, String> options) {
        this.options = options;
        this.once = open();
    }

    /** What is being done, so that a reader can check that all do the same. */
    Map<String, Object> facts() {
        return facts;
    }

    /** Does it once. */
    void run() {
        once.run();
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }

    private Runnable open() {
        String kind = options.get("kind");
        return switch (kind) {
            case "train" -> train();
            case "head" -> head();
            case "score" -> score();
            case "decode" -> decode();
            case "job" -> job();
            default -> throw new IllegalArgumentException("kind is " + kind);
        };
    }

    private Runnable train() {
        StepWork work =
                own(StepWork.all(network(), AugmentationConfig.NONE, session(), number("batch")), StepWork::close);
        sayNetwork(work);
        return work::step;
    }

    private Runnable head() {
        StepWork work = own(StepWork.head(network(), session(), number("batch")), StepWork::close);
        sayNetwork(work);
        int batches = number("batches");
        int epochs = number("epochs");
        return epochs == 0 ? work::step : () -> work.headStage(batches, epochs);
    }

    private Runnable score() {
        Classifier classifier = classifier();
        TUint8 images = own(StepWork.noise(number("batch")), TUint8::close);
        float[] out = new float[number("batch")];
        return () -> classifier.score(images, out, 0);
    }

    private Runnable decode() {
        List<Path> files = files().stream().map(InputFile::file).toList();
        BatchSource source = own(BatchSource.open(pipeline(), files), BatchSource::close);
        int[] order = IntStream.range(0, files.size()).toArray();
        facts.put("files", files.size());
        facts.put("pixels", pixels());
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
        Path target = worklist();
        facts.put("files", files().size());
        return () -> {
            var inputs = new InputList(files(), List.of());
            WorklistCsv.write(target, Scorer.score(classifier, inputs, pipeline(), 0.5, Progress.NONE));
        };
    }

    private Classifier classifier() {
        TemporaryModel model = own(writeModel(), PeerWork::delete);
        facts.put("trainable", model.trainable());
        facts.put("session", session());
        var engine = ScoringEngine.valueOf(options.getOrDefault("engine", ScoringEngine.TENSORFLOW.name()));
        Classifier classifier =
                own(Classifier.open(List.of(model.bundle()), Views.PLAIN, session(), engine), Classifier::close);
        facts.put("fused", classifier.fused());
        return classifier;
    }

    private TemporaryModel writeModel() {
        try {
            return TemporaryModel.write(network());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<InputFile> files() {
        List<InputFile> all =
                InputList.collect(List.of(Path.of(options.get("data")))).files();
        int limit = number("limit");
        return limit == 0 ? all : all.subList(0, Math.min(limit, all.size()));
    }

    private PipelineConfig pipeline() {
        int batch = Math.max(number("batch"), 1);
        return new PipelineConfig(pixels(), batch, SLOTS, number("workers"), 0, PipelineConfig.DEFAULT_MAX_PIXELS);
    }

    /** As the product's, but for the resampling and decoding that are asked for. */
    private PixelSpec pixels() {
        PixelSpec usual = StepWork.PIXELS;
        return new PixelSpec(
                usual.height(),
                usual.width(),
                Resampling.valueOf(
                        options.getOrDefault("resampling", usual.resampling().name())),
                usual.region(),
                usual.fit(),
                usual.tone(),
                Decoding.valueOf(
                        options.getOrDefault("decoding", usual.decoding().name())));
    }

    private SessionConfig session() {
        return StepWork.productSession()
                .with(Precision.valueOf(options.get("precision").toUpperCase(Locale.ROOT)));
    }

    private NetworkConfig network() {
        return StepWork.network(options.get("model"));
    }

    private void sayNetwork(StepWork work) {
        facts.put("trainable", work.trainable());
        facts.put("session", session());
    }

    private int number(String name) {
        return Integer.parseInt(options.getOrDefault(name, "0"));
    }

    private <T> T own(T resource, Consumer<T> close) {
        closers.push(() -> close.accept(resource));
        return resource;
    }

    private static void delete(TemporaryModel model) {
        try {
            model.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path worklist() {
        try {
            Path file = Files.createTempFile("worklist", ".csv");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
