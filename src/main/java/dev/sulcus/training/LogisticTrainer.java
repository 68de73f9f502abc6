package dev.sulcus.training;

import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.model.Network;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.training.TrainingResult.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Solves logistic regression on flattened pixels by L-BFGS. A line of the history is an iteration: its loss is the
 * objective divided by the number of pictures, penalty and class weights included; the validation part is looked at in
 * every tenth iteration and the last, and decides nothing. There are no checkpoints: a run that was stopped solves from
 * zero again, to the same bits. Used by one thread, once.
 */
final class LogisticTrainer {
    static final int VALIDATE_EVERY = 10;

    private static final double SECOND = 1e9;

    private final TrainingPlan plan;
    private final LogisticConfig config;
    private final TrainingResources resources;
    private final TrainingListener listener;
    private final BooleanSupplier stop;
    private final List<EpochRecord> history = new ArrayList<>();
    private long iterationStart;
    private long evaluationsBefore;
    private double waitSeconds;
    private double validationSeconds;

    private LogisticTrainer(
            TrainingPlan plan, TrainingResources resources, TrainingListener listener, BooleanSupplier stop) {
        this.plan = plan;
        this.config = (LogisticConfig) plan.network();
        this.resources = resources;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Solves to convergence, or until {@code stop} says so.
     *
     * @param stop asked after every iteration
     * @return the weights, converged or not as {@link TrainingResult#end()} says; the caller closes it
     * @throws dev.sulcus.fault.Fault of kind memory when the pictures don't fit after all, of kind data when a scan can't
     *     be read any more
     */
    static TrainingResult run(
            TrainingPlan plan, TrainingResources resources, TrainingListener listener, BooleanSupplier stop) {
        return new LogisticTrainer(plan, resources, listener, stop).run();
    }

    private TrainingResult run() {
        Network network = config.build(plan.pixels());
        try (LogisticGraph model = new LogisticGraph(network, plan.pixels(), resources.session());
                BatchSource validation = open(plan.validationPart(), resources.cacheBudgetBytes());
                LogisticObjective objective = objective()) {
            return solve(model, validation, objective);
        }
    }

    private TrainingResult solve(LogisticGraph model, BatchSource validation, LogisticObjective objective) {
        var solver = new Lbfgs(objective, config.maxIterations(), config.tolerance());
        long start = System.nanoTime();
        iterationStart = start;
        Lbfgs.End end = solver.minimise(new double[objective.features() + 1], (iteration, value, point) -> {
            double solved = (System.nanoTime() - iterationStart) / SECOND;
            boolean validates = iteration % VALIDATE_EVERY == 0;
            Validation seen = validates ? validated(model, validation, point) : Validation.NONE;
            note(iteration, value, objective, solved, seen);
            return !stop.getAsBoolean();
        });
        model.set(solver.point());
        lookOnceMore(model, validation, solver.point());
        double stepSeconds = (System.nanoTime() - start) / SECOND - validationSeconds;
        return new TrainingResult(history, 0, ended(end), model.weights(), stepSeconds, waitSeconds);
    }

    private static End ended(Lbfgs.End end) {
        return switch (end) {
            case CONVERGED -> End.CONVERGED;
            case STOPPED -> End.INTERRUPTED;
            case EXHAUSTED, STALLED -> End.EPOCHS;
        };
    }

    private void note(int iteration, double value, LogisticObjective objective, double solved, Validation seen) {
        int pictures = plan.trainingPart().size();
        double seconds = (System.nanoTime() - iterationStart) / SECOND;
        double rate = (objective.evaluations() - evaluationsBefore) * pictures / solved;
        double accuracy = (double) objective.correct() / pictures;
        double loss = value / pictures;
        var record = new EpochRecord(
                iteration, loss, accuracy, seen.loss(), seen.accuracy(), seen.auc(), Double.NaN, seconds, rate);
        history.add(record);
        listener.step(iteration, 1, 1, loss, accuracy, rate);
        if (iteration % VALIDATE_EVERY == 0) {
            listener.epoch(record, false);
        }
        iterationStart = System.nanoTime();
        evaluationsBefore = objective.evaluations();
    }

    /** The last iteration is validated too. */
    private void lookOnceMore(LogisticGraph model, BatchSource validation, double[] point) {
        if (history.isEmpty() || history.size() % VALIDATE_EVERY == 0) {
            return;
        }
        EpochRecord last = history.get(history.size() - 1);
        Validation seen = validated(model, validation, point);
        var record = new EpochRecord(
                last.epoch(),
                last.loss(),
                last.accuracy(),
                seen.loss(),
                seen.accuracy(),
                seen.auc(),
                last.learningRate(),
                last.seconds(),
                last.imagesPerSecond());
        history.set(history.size() - 1, record);
        listener.epoch(record, false);
    }

    private Validation validated(LogisticGraph model, BatchSource validation, double[] point) {
        long start = System.nanoTime();
        model.set(point);
        Validation seen = Validation.of(model.classifier(), validation, plan.validationPart());
        validationSeconds += (System.nanoTime() - start) / SECOND;
        return seen;
    }

    /** Decodes the training pictures and hands them over; the objective keeps what it needs of them. */
    private LogisticObjective objective() {
        SplitPart part = plan.trainingPart();
        long start = System.nanoTime();
        try (BatchSource source = open(part, 0);
                PixelMatrix matrix = PixelMatrix.decode(part, plan.pixels(), source)) {
            waitSeconds = (System.nanoTime() - start) / SECOND;
            return new LogisticObjective(
                    matrix.tensor(), part.labels(), sampleWeights(part), config.c(), resources.session());
        }
    }

    private double[] sampleWeights(SplitPart part) {
        ClassWeights weights = plan.classWeights();
        return Arrays.stream(part.labels()).mapToDouble(weights::of).toArray();
    }

    private BatchSource open(SplitPart part, long cacheBytes) {
        int batch = plan.training().batchSize();
        return BatchSource.open(
                new PipelineConfig(
                        plan.pixels(),
                        batch,
                        resources.slots(),
                        resources.workers(),
                        cacheBytes,
                        resources.maxPixels()),
                part.files());
    }
}
