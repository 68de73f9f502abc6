/**
 * A model over labelled scans: predictions, figures, cross-validation, comparison, and whether they mean anything.
 *
 * <h2>Why nothing is chosen on a test fold</h2>
 *
 * <p>For fold k the scans are parted three ways, always in whole groups of copies: the test fold; and of the rest a part
 * to fit on and a part to tune on, where early stopping and the threshold are chosen. {@link
 * dev.sulcus.evaluation.FoldPlan} makes these parts, checks that no group is on two sides, and is the only way from
 * scores to judgement:
 *
 * <ul>
 *   <li>What training gets is {@link dev.sulcus.evaluation.FoldPlan#fit}, a split into fit part and tuning part. The
 *       test fold is handed out as files and paths only, without labels.
 *   <li>Scores come back as two types. {@link dev.sulcus.evaluation.TuningPredictions} can choose a threshold; {@link
 *       dev.sulcus.evaluation.TestPredictions} has no public member at all. Both are made by the plan alone, which
 *       joins the labels to the scores itself.
 *   <li>{@link dev.sulcus.evaluation.ChosenThreshold} has no public constructor and is read from no file: only tuning
 *       predictions make one, and after a stop it is chosen again from the saved ones, so anybody can check it.
 *   <li>{@link dev.sulcus.evaluation.FoldJudge} fixes the threshold before it accepts test predictions, once, of the same
 *       plan.
 * </ul>
 *
 * <p>A structure test keeps the fences: nothing but tuning predictions calls {@code ThresholdConfig.choose}, and nothing
 * on the way to a threshold mentions test predictions. Another test turns every test label round and finds the same
 * thresholds.
 *
 * <h2>Small data: what else is allowed, and what is not</h2>
 *
 * <p>One tuning part of a fifth costs a fifth of the training scans, and a threshold chosen on some 25 tumours is coarse.
 * {@code CrossValidationConfig.fits} above 1 fits that many models on the training folds, each tuned on another part;
 * their tuning predictions together choose the threshold, and their mean scores the test fold (or, at the price of one
 * more fit, a model trained on all training folds for the median of the chosen numbers of epochs). Every scan that takes
 * part lies in the training folds of k, so the test fold is as unseen as before.
 *
 * <p>Not allowed is the cheap way: a threshold for fold k out of the other folds' test predictions, or out of the
 * tuning predictions of the other folds' fits. Scans of fold k trained those models, so their scores depend on labels of
 * fold k; and tuning parts of other folds hold scans of fold k themselves. The effect may be small, but the claim
 * "never seen" would be false. For the same reason a recipe that was picked because its cross-validation came out best
 * is no longer judged by that cross-validation: {@link dev.sulcus.evaluation.ModelComparison} adjusts its tests for the
 * number of pairs, and the honest figure of the winner is one on other data.
 *
 * <p>What types can't see: a caller who reads the labels from the data folder and trains on them. The workflow has one
 * place that trains folds; it takes {@code fit} and nothing else.
 */
package dev.sulcus.evaluation;
