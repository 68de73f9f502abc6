package dev.sulcus.evaluation;

import dev.sulcus.dataset.Scan;
import dev.sulcus.metrics.Samples;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a fold's model says of its test fold, with the labels that the plan kept. It has no public member: all one can do
 * with it is to have it judged, by {@link FoldJudge}, at a threshold that was fixed before. Made by {@link FoldPlan}
 * alone. Immutable, thread-safe.
 */
public final class TestPredictions {
    private final FoldPlan plan;
    private final List<Scan> scans;
    private final Samples samples;
    private final int[] groupOf;

    TestPredictions(FoldPlan plan, List<Scan> scans, double[] probabilities, int[] groupOf) {
        this.plan = plan;
        this.scans = scans;
        int[] labels = scans.stream().mapToInt(Scan::label).toArray();
        this.samples = Samples.at(0.5, labels, probabilities.clone()).inGroups(groupOf);
        this.groupOf = groupOf;
    }

    FoldPlan plan() {
        return plan;
    }

    /** Called at 0.5; groups numbered within the fold. */
    Samples samples() {
        return samples;
    }

    /** One line per scan, called from {@code threshold} on. */
    List<FoldPrediction> rows(double threshold) {
        return IntStream.range(0, scans.size())
                .mapToObj(i -> new FoldPrediction(
                        scans.get(i).path(),
                        scans.get(i).label(),
                        samples.probabilities()[i],
                        samples.probabilities()[i] >= threshold ? 1 : 0,
                        plan.fold(),
                        groupOf[i]))
                .toList();
    }
}
