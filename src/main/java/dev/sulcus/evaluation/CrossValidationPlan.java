package dev.sulcus.evaluation;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPlanner;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Grouped, stratified cross-validation with tuning parts inside the training folds. Follows from the data's content, the
 * groups and the settings alone. Immutable.
 *
 * @param config settings
 * @param folds one plan per fold, in order
 */
public record CrossValidationPlan(CrossValidationConfig config, List<FoldPlan> folds) {
    /** Copies the list. */
    public CrossValidationPlan {
        folds = List.copyOf(folds);
    }

    /**
     * Plans every fold.
     *
     * @param groups of all scans of {@code data}
     * @throws dev.sulcus.fault.Fault of kind usage when a label has too few groups for the folds or the tuning parts
     */
    public static CrossValidationPlan of(Dataset data, DuplicateGroups groups, CrossValidationConfig config) {
        List<Split> outer = SplitPlanner.folds(data, groups, config.folds(), config.seed());
        List<FoldPlan> folds = IntStream.range(0, outer.size())
                .mapToObj(k -> new FoldPlan(
                        data, groups, config, k + 1, outer.get(k), fits(data, groups, config, k + 1, outer.get(k))))
                .toList();
        return new CrossValidationPlan(config, folds);
    }

    /** The seed differs by fold, so that one scan does not tune in most folds and fit in few. */
    private static List<Split> fits(
            Dataset data, DuplicateGroups groups, CrossValidationConfig config, int fold, Split outer) {
        if (config.fits() == 0) {
            return List.of();
        }
        long seed = config.seed() + fold;
        return SplitPlanner.foldsWithin(data, groups, outer.training(), config.tuningParts(), seed).stream()
                .limit(config.fits())
                .map(part ->
                        new Split(outer.rule() + ",tuning " + part.rule(), seed, part.training(), part.validation()))
                .toList();
    }
}
