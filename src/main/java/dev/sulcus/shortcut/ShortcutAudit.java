package dev.sulcus.shortcut;

import dev.sulcus.metrics.Interval;
import java.util.List;

/**
 * How far the label can be guessed from facts about the files, without a look at the brain: what a model could reach by
 * recognising where a picture comes from.
 *
 * @param scans that were judged, each by a forest that had not seen it nor a near-duplicate of it
 * @param folds grouped, stratified folds
 * @param seed of folds and forests
 * @param auc area under the ROC curve, out of fold
 * @param aucInterval its 95 % interval, from resampled groups
 * @param balancedAccuracy mean of sensitivity and specificity at 0.5, the labels weighted alike in training
 * @param aucOfContainer the AUC without bytes per pixel and without the edge, which depend a little on what the picture
 *     shows; NaN when nothing else differs
 * @param pValue how often shuffled labels reach that AUC, 0 to 1 (one-sided, by whole groups)
 * @param beatsChance whether the whole interval lies above 0.5 and {@code pValue} is at most 0.05
 * @param facts those that are not the same for all scans, the weightiest first
 * @param sentence all this in a line
 */
public record ShortcutAudit(
        int scans,
        int folds,
        long seed,
        double auc,
        Interval aucInterval,
        double balancedAccuracy,
        double aucOfContainer,
        double pValue,
        boolean beatsChance,
        List<FactWeight> facts,
        String sentence) {}
