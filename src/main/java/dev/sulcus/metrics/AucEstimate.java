package dev.sulcus.metrics;

/**
 * Area under the ROC curve with the uncertainty that {@link DeLong} finds.
 *
 * @param auc Mann–Whitney, ties count one half
 * @param variance of the estimate
 * @param interval 95 %, normal on the logit scale, so that it stays inside 0 to 1 (Pepe, 2003, p. 107); undefined where
 *     the variance is 0, which an area of 1 gives and which proves no certainty
 */
public record AucEstimate(double auc, double variance, Interval interval) {}
