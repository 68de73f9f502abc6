package dev.sulcus.report;

import dev.sulcus.metrics.Figure;

/** What people call a figure, and what it says in a few words. */
enum FigureWords {
    SENSITIVITY(Figure.SENSITIVITY, "Sensitivity", "share of tumours found"),
    SPECIFICITY(Figure.SPECIFICITY, "Specificity", "share of the others cleared"),
    SPECIFICITY_AT_95(
            Figure.SPECIFICITY_AT_SENSITIVITY_95,
            "Specificity at 95 % sensitivity",
            "with hindsight, the best threshold for these very scans"),
    ACCURACY(Figure.ACCURACY, "Accuracy", "share of right calls"),
    BALANCED_ACCURACY(Figure.BALANCED_ACCURACY, "Balanced accuracy", "mean of sensitivity and specificity"),
    PPV(Figure.POSITIVE_PREDICTIVE_VALUE, "Positive predictive value", "share of tumour calls that are right, here"),
    NPV(Figure.NEGATIVE_PREDICTIVE_VALUE, "Negative predictive value", "share of the other calls that are right, here"),
    F1(Figure.F1, "F1", "harmonic mean of sensitivity and positive predictive value"),
    ROC_AUC(Figure.ROC_AUC, "ROC AUC", "chance that a tumour scores above another scan"),
    AVERAGE_PRECISION(Figure.AVERAGE_PRECISION, "Average precision", "area under the precision–recall curve"),
    MCC(Figure.MCC, "Matthews correlation", "−1 to 1; 0 is chance"),
    KAPPA(Figure.COHEN_KAPPA, "Cohen’s kappa", "agreement beyond chance"),
    BRIER(Figure.BRIER, "Brier score", "mean squared error of the probability; 0 is best"),
    LOG_LOSS(Figure.LOG_LOSS, "Log loss", "0 is best; 0.693 is a coin"),
    CALIBRATION_ERROR(
            Figure.EXPECTED_CALIBRATION_ERROR,
            "Expected calibration error",
            "mean gap of promise and outcome; 0 is best");

    private final Figure figure;
    private final String title;
    private final String meaning;

    FigureWords(Figure figure, String title, String meaning) {
        this.figure = figure;
        this.title = title;
        this.meaning = meaning;
    }

    /** Which one. */
    Figure figure() {
        return figure;
    }

    /** Its name. */
    String title() {
        return title;
    }

    /** What it says. */
    String meaning() {
        return meaning;
    }
}
