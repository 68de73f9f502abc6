package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fused.FusedEngine;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PageLocking;
import dev.sulcus.pipeline.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Session;
import org.tensorflow.types.TUint8;

/**
 * The running model: pictures in, probabilities out. Validation, evaluation and scoring all go through
 * here. It may have several members, whose mean it answers with, and each may look at a picture in several views.
 * Several threads may score at once; {@link #close} must come after them. Closing frees the sessions that this object
 * opened. Memory: the members' weights, and the activations of one member at a time for each thread that scores.
 */
public final class Classifier implements AutoCloseable {
    private final List<ClassifierMember> members;
    private final PageLocking locking;
    private final FittingBatch fitting = new FittingBatch();

    private Classifier(List<ClassifierMember> members, PageLocking locking) {
        this.members = List.copyOf(members);
        this.locking = locking;
    }

    /**
     * Loads a bundle into a session of its own.
     *
     * @throws Fault of kind data when the model is damaged
     */
    public static Classifier open(ModelBundle bundle, SessionConfig config) {
        return open(List.of(bundle), Views.PLAIN, config);
    }

    /**
     * Loads several bundles, each into a session of its own. What one member answers is the mean over its views; what
     * this object answers, the mean over the members.
     *
     * @param bundles at least one; all take pictures of the same kind
     * @throws Fault of kind data when a model is damaged, or takes other pictures than the first
     */
    public static Classifier open(List<ModelBundle> bundles, Views views, SessionConfig config) {
        return open(bundles, views, config, ScoringEngine.TENSORFLOW);
    }

    /**
     * As above, with a choice of what computes.
     *
     * @throws Fault also of kind device, when the fused engine can't run on this CPU
     */
    public static Classifier open(List<ModelBundle> bundles, Views views, SessionConfig config, ScoringEngine engine) {
        requireAlike(bundles);
        var opened = new ArrayList<ClassifierMember>();
        try {
            for (ModelBundle bundle : bundles) {
                opened.add(open(bundle, views, config, engine));
            }
            return new Classifier(opened, PageLocking.forSession(config, line -> {}));
        } catch (RuntimeException | Error e) {
            opened.forEach(ClassifierMember::close);
            throw e;
        }
    }

    /** Runs on a session that someone else owns and closes: the weights being trained. */
    public static Classifier over(Session session, InferenceGraph graph) {
        return new Classifier(
                List.of(new SessionMember(session, graph.images(), graph.probability(), null, null)), PageLocking.NONE);
    }

    /** Whether every member runs as fused primitives. */
    public boolean fused() {
        return members.stream().allMatch(FusedMember.class::isInstance);
    }

    /** Whether every member computes on a GPU and reads pictures that lie there. */
    public boolean readsCard() {
        return members.stream()
                .allMatch(member -> member instanceof FunctionMember function
                        && function.device().gpu());
    }

    /** How memory that it will be fed from should be held: page-locked where a card fetches it. Never null. */
    public PageLocking locking() {
        return locking;
    }

    /** What computes, in a few words: "fused float32", "GPU bfloat16", "TensorFlow". */
    public String engine() {
        return members.get(0).engine();
    }

    /**
     * To how many pictures at a time it went down when memory ran out; 0 when that never happened. Pictures that did not
     * fit were scored again in smaller batches.
     */
    public int reducedBatch() {
        return fitting.reducedTo();
    }

    /** How many members it has. */
    public int members() {
        return members.size();
    }

    /**
     * The probability of each picture.
     *
     * @param batch uint8 [n, H, W, 3]; borrowed, its memory is read in place on CPU
     * @param out receives n probabilities at {@code offset}
     * @return n
     */
    public int score(TUint8 batch, float[] out, int offset) {
        return members.size() == 1
                ? fitting.score(members.get(0)::score, batch, out, offset)
                : score(
                        batch,
                        out,
                        offset,
                        new float[Math.toIntExact(batch.shape().get(0))]);
    }

    /**
     * As above, with the disagreement of the members.
     *
     * @param spreads receives n differences of the highest and the lowest member, from place 0 on
     */
    private int score(TUint8 batch, float[] out, int offset, float[] spreads) {
        return score(
                Math.toIntExact(batch.shape().get(0)),
                out,
                offset,
                spreads,
                (member, one) -> fitting.score(member::score, batch, one, 0));
    }

    /**
     * The same of pictures that lie where every member computes: on a GPU, or on the processor in host memory. Nothing of
     * them is copied.
     *
     * @param address uint8 [n, H, W, 3] without gaps, a multiple of 64; filled before this is called, and no longer read when
     *     it returns, by whichever way
     * @param out receives n probabilities from place 0 on
     * @param spreads receives n disagreements; all 0 where there is one member
     * @throws Fault of kind memory when n pictures don't fit; fewer may
     */
    public void scoreResident(long address, int n, float[] out, float[] spreads) {
        score(n, out, 0, spreads, (member, one) -> {
            if (!(member instanceof FunctionMember function)) {
                throw Fault.bug("pictures in memory of the device need functions; this member is " + member.engine());
            }
            function.score(address, n, one, 0);
        });
    }

    /** What one member does with a batch. */
    private interface MemberScore {
        void score(ClassifierMember member, float[] out);
    }

    private int score(int n, float[] out, int offset, float[] spreads, MemberScore each) {
        float[] one = new float[n];
        float[] lowest = new float[n];
        double[] sums = new double[n];
        for (int member = 0; member < members.size(); member++) {
            each.score(members.get(member), one);
            for (int i = 0; i < n; i++) {
                lowest[i] = member == 0 ? one[i] : Math.min(lowest[i], one[i]);
                spreads[i] = member == 0 ? one[i] : Math.max(spreads[i], one[i]);
                sums[i] += one[i];
            }
        }
        for (int i = 0; i < n; i++) {
            spreads[i] -= lowest[i];
            out[offset + i] = (float) (sums[i] / members.size());
        }
        return n;
    }

    /**
     * Every sample of {@code order}, batch by batch as they become ready.
     *
     * @param source borrowed; no pass of it may be open
     */
    public void scoreAll(BatchSource source, int[] order, ScoreSink sink) {
        scoreAll(
                source,
                order,
                (int sample, float probability, float spread, String failure) ->
                        sink.scored(sample, probability, failure));
    }

    /** As above, with the disagreement of the members. */
    public void scoreAll(BatchSource source, int[] order, EnsembleSink sink) {
        float[] probabilities = new float[0];
        float[] spreads = new float[0];
        try (Pass pass = source.start(order)) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    if (probabilities.length < batch.size()) {
                        probabilities = new float[batch.size()];
                        spreads = new float[batch.size()];
                    }
                    if (members.size() == 1) {
                        score(batch.images(), probabilities, 0);
                    } else {
                        score(batch.images(), probabilities, 0, spreads);
                    }
                    for (int row = 0; row < batch.size(); row++) {
                        String failure = batch.failure(row);
                        float probability = failure == null ? probabilities[row] : Float.NaN;
                        sink.scored(batch.sample(row), probability, spreads[row], failure);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        members.forEach(ClassifierMember::close);
    }

    /** Why an engine can't compute in a precision on this machine's CPU, in a sentence; nothing where it can. */
    public static Optional<String> obstacle(ScoringEngine engine, Precision precision) {
        return engine == ScoringEngine.FUSED ? FusedEngine.obstacle(precision) : Optional.empty();
    }

    private static ClassifierMember open(ModelBundle bundle, Views views, SessionConfig config, ScoringEngine engine) {
        if (engine == ScoringEngine.FUNCTION) {
            return FunctionMember.open(bundle, views, config);
        }
        ClassifierMember fused = engine == ScoringEngine.FUSED ? FusedMember.open(bundle, views, config) : null;
        return fused == null ? SessionMember.open(bundle, views, config) : fused;
    }

    private static void requireAlike(List<ModelBundle> bundles) {
        if (bundles.isEmpty()) {
            throw Fault.bug("a classifier of no models; there must be at least one");
        }
        ModelBundle first = bundles.get(0);
        for (ModelBundle bundle : bundles) {
            if (!bundle.spec().pixels().equals(first.spec().pixels())) {
                throw Fault.data(bundle.folder() + ": takes " + bundle.spec().pixels() + ", but " + first.folder()
                        + " takes " + first.spec().pixels() + "; only models of one recipe make an ensemble");
            }
        }
    }
}
