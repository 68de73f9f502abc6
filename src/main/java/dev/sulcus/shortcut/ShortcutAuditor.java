package dev.sulcus.shortcut;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPlanner;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.RankStatistics;
import dev.sulcus.metrics.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs a {@link ShortcutAudit}: grouped, stratified cross-validation of a {@link FactForest}. The same data and seed give
 * the same result on every machine. Used for one audit; one thread.
 */
public final class ShortcutAuditor {
    private static final int FOLDS = 5;
    private static final int TREES = 200;
    private static final int TREES_ALONE = 50;
    private static final int SHUFFLES = 3;
    private static final int NAMED = 3;
    private static final double THRESHOLD = 0.5;
    private static final double SIGNIFICANT = 0.05;
    /** A fact whose loss costs less is not named. */
    private static final double WEIGHTY = 0.01;

    private final FactTable table;
    private final int[] labels;
    private final IntUnaryOperator groupOf;
    private final List<Split> folds;
    private final long seed;

    private ShortcutAuditor(FactTable table, int[] labels, IntUnaryOperator groupOf, List<Split> folds, long seed) {
        this.table = table;
        this.labels = labels;
        this.groupOf = groupOf;
        this.folds = folds;
        this.seed = seed;
    }

    /**
     * Audits a data folder; some seconds for 5,000 scans.
     *
     * @param groups of the dataset's scans
     * @return nothing when a label has fewer than five independent groups: there is then nothing to say
     */
    public static Optional<ShortcutAudit> audit(Dataset data, DuplicateGroups groups, long seed) {
        if (Math.min(groups(data, groups, 0), groups(data, groups, 1)) < FOLDS) {
            return Optional.empty();
        }
        List<Split> folds = SplitPlanner.folds(data, groups, FOLDS, seed);
        return Optional.of(
                new ShortcutAuditor(FactTable.of(data.scans()), data.labels(), groups::groupOf, folds, seed).run());
    }

    private static int groups(Dataset data, DuplicateGroups groups, int label) {
        Set<Integer> found = new HashSet<>();
        for (int i = 0; i < data.scans().size(); i++) {
            if (data.scans().get(i).label() == label) {
                found.add(groups.groupOf(i));
            }
        }
        return found.size();
    }

    private ShortcutAudit run() {
        List<Fact> facts = table.facts();
        List<FactForest> forests = train(facts, TREES);
        double[] scores = scores(facts, forests);
        int[] groups = IntStream.range(0, labels.length).map(groupOf).toArray();
        Samples samples = Samples.at(THRESHOLD, labels, scores).inGroups(groups);
        BinaryMetrics metrics = BinaryMetrics.of(samples, THRESHOLD, BootstrapConfig.DEFAULT);
        Interval interval = metrics.intervals().rocAuc();
        double pValue = new LabelShuffle(labels, scores, groupOf).pValue(seed);
        boolean beatsChance = interval.low() > 0.5 && pValue <= SIGNIFICANT;
        List<FactWeight> weights = weights(forests, metrics.rocAuc());
        double ofContainer = auc(table.ofTheContainer(), TREES);
        return new ShortcutAudit(
                labels.length,
                FOLDS,
                seed,
                metrics.rocAuc(),
                interval,
                metrics.balancedAccuracy(),
                ofContainer,
                pValue,
                beatsChance,
                weights,
                sentence(metrics, beatsChance, weights, ofContainer));
    }

    /** One forest per fold, trained on all others. */
    private List<FactForest> train(List<Fact> facts, int trees) {
        var random = new SplittableRandom(seed);
        return folds.stream()
                .map(fold -> FactForest.train(facts, labels, fold.training(), trees, random.nextLong()))
                .toList();
    }

    private double[] scores(List<Fact> facts, List<FactForest> forests) {
        double[] scores = new double[labels.length];
        for (int fold = 0; fold < folds.size(); fold++) {
            for (int scan : folds.get(fold).validation()) {
                scores[scan] = forests.get(fold).score(bins(facts, scan));
            }
        }
        return scores;
    }

    /** Out of fold, of forests that know only {@code facts}. */
    private double auc(List<Fact> facts, int trees) {
        return facts.isEmpty() ? Double.NaN : RankStatistics.rocAuc(labels, scores(facts, train(facts, trees)));
    }

    private static int[] bins(List<Fact> facts, int scan) {
        return facts.stream().mapToInt(fact -> fact.bins()[scan]).toArray();
    }

    private List<FactWeight> weights(List<FactForest> forests, double auc) {
        var weights = new ArrayList<FactWeight>();
        for (Fact fact : table.facts()) {
            List<Fact> alone = List.of(fact);
            double aucAlone = auc(alone, TREES_ALONE);
            weights.add(new FactWeight(fact.name(), aucAlone, auc - shuffled(fact, forests)));
        }
        weights.sort(Comparator.comparingDouble(FactWeight::aucLost)
                .thenComparingDouble(FactWeight::aucAlone)
                .reversed());
        return List.copyOf(weights);
    }

    /** The AUC that is left when one fact is shuffled inside each fold, mean of some shuffles (Breiman, 2001). */
    private double shuffled(Fact fact, List<FactForest> forests) {
        var random = new SplittableRandom(seed);
        double sum = 0;
        for (int i = 0; i < SHUFFLES; i++) {
            int[] bins = fact.bins().clone();
            folds.forEach(fold -> shuffle(bins, fold.validation(), random));
            Fact mixed = new Fact(fact.name(), fact.ordered(), bins, fact.count());
            List<Fact> facts =
                    table.facts().stream().map(f -> f == fact ? mixed : f).toList();
            sum += RankStatistics.rocAuc(labels, scores(facts, forests));
        }
        return sum / SHUFFLES;
    }

    /** Fisher and Yates' shuffle of the values at {@code places}. */
    private static void shuffle(int[] values, int[] places, SplittableRandom random) {
        for (int i = places.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[places[i]];
            values[places[i]] = values[places[j]];
            values[places[j]] = value;
        }
    }

    private static String sentence(
            BinaryMetrics metrics, boolean beatsChance, List<FactWeight> weights, double ofContainer) {
        Interval interval = metrics.intervals().rocAuc();
        String reached = String.format(
                Locale.ROOT,
                "File facts alone, no pixels of the brain, reach AUC %.2f (%.2f–%.2f) and balanced accuracy %.2f",
                metrics.rocAuc(),
                interval.low(),
                interval.high(),
                metrics.balancedAccuracy());
        if (!beatsChance) {
            return reached + ": no better than chance.";
        }
        String container = Double.isNaN(ofContainer)
                ? ""
                : String.format(Locale.ROOT, "; without file size and edge, AUC %.2f", ofContainer);
        return reached + ", mostly by " + named(weights) + container + ".";
    }

    private static String named(List<FactWeight> weights) {
        List<FactWeight> weighty = weights.stream()
                .filter(weight -> weight.aucLost() >= WEIGHTY)
                .limit(NAMED)
                .toList();
        if (weighty.isEmpty()) {
            weighty = weights.stream()
                    .sorted(Comparator.comparingDouble(FactWeight::aucAlone).reversed())
                    .limit(1)
                    .toList();
        }
        return weighty.stream().map(FactWeight::fact).collect(Collectors.joining(", "));
    }
}
