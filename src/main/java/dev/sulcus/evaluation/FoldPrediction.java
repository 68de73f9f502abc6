package dev.sulcus.evaluation;

/**
 * What was said of one scan by the model of the fold that it tests: one line of an out-of-fold predictions.csv.
 *
 * @param path relative to the data folder
 * @param label 1 tumour, 0 none
 * @param probability of tumour, 0 to 1
 * @param predicted 1 when the probability is at least the threshold chosen for the fold; at 0.5 the probability tells
 * @param fold which it tests, from 1
 * @param group of copies that it belongs to, at least 0
 */
public record FoldPrediction(String path, int label, double probability, int predicted, int fold, int group) {
    /** The same without fold and group. */
    public Prediction prediction() {
        return new Prediction(path, label, probability, predicted);
    }
}
