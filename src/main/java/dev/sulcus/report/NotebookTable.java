package dev.sulcus.report;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Degeneracy;
import java.util.List;
import java.util.Optional;

/**
 * The notebook report's table beside this study's, with the reason for each difference. The notebook's figures are the
 * three that it printed; shares of whole scans follow from them.
 */
final class NotebookTable {
    private static final int NEGATIVES = 98;
    private static final int POSITIVES = 155;
    private static final int JUDGED = 50;

    private NotebookTable() {}

    /** One model. */
    record Row(String model, String theirs, String ours, String reason) {}

    /** What it printed of one model. */
    private enum Printed {
        LOGISTIC("logistic", "accuracy 0.7647"),
        CNN("cnn", "accuracy 0.72, tumour recall 0.87"),
        EFFICIENT_NET("efficientnet-b0", "accuracy 0.62, “tumour” for every scan");

        private final String architecture;
        private final String words;

        Printed(String architecture, String words) {
            this.architecture = architecture;
            this.words = words;
        }
    }

    /** Whether these look like the scans that the notebook had. */
    static boolean sameScans(StudyContent study) {
        return study.data().weights() != null && counts(study, 0) == NEGATIVES && counts(study, 1) == POSITIVES;
    }

    private static int counts(StudyContent study, int label) {
        return study.data().classes().stream()
                .filter(one -> one.label() == label)
                .mapToInt(one -> one.count())
                .sum();
    }

    /** One row per model that both have; empty where the scans are others and the protocol is not the notebook's. */
    static List<Row> rows(StudyContent study) {
        if (!study.notebook() && !sameScans(study)) {
            return List.of();
        }
        return List.of(Printed.values()).stream()
                .flatMap(printed -> card(study, printed).map(card -> row(study, printed, card)).stream())
                .toList();
    }

    private static Optional<ModelCard> card(StudyContent study, Printed printed) {
        return study.comparison().models().stream()
                .filter(card -> card.architecture().equals(printed.architecture))
                .findFirst();
    }

    private static Row row(StudyContent study, Printed printed, ModelCard card) {
        BinaryMetrics m = study.comparison().at(card).metrics();
        String ours = "accuracy " + NumberText.ratio(m.accuracy()) + " ("
                + NumberText.interval(IntervalShown.accuracy(m)) + "), tumour recall "
                + NumberText.ratio(m.sensitivity())
                + (card.degenerate().isEmpty()
                        ? ""
                        : "; " + Degeneracy.verdict(card.degenerate()) + ": " + String.join("; ", card.degenerate()));
        return new Row(card.name(), printed.words, ours, reason(study, printed));
    }

    private static String reason(StudyContent study, Printed printed) {
        String others =
                sameScans(study) ? "" : " These are other scans than the notebook’s, so the figures cannot be equal.";
        return switch (printed) {
            case LOGISTIC -> logistic(study) + others;
            case CNN -> cnn(study) + others;
            case EFFICIENT_NET -> efficientNet(study) + others;
        };
    }

    private static String logistic(StudyContent study) {
        String theirs =
                "0.7647 is 39 of 51, a share that 50 scans cannot give: the notebook judged it on another split than"
                        + " its networks, so its three rows were never one comparison.";
        return study.notebook()
                ? theirs + " Here all models judge the same scans, those of Keras’ split."
                : theirs + " Here every scan is judged once, none by a model that learnt a copy of it.";
    }

    private static String cnn(StudyContent study) {
        String chance = "0.72 is 36 of 50, with 27 of 31 tumours found: the 95 % interval of such a share is "
                + NumberText.interval(ProbabilityFigures.wilson(0.72, JUDGED)) + ".";
        return study.notebook()
                ? chance
                        + " Same split, pixels, augmentation and weights of the classes; other random numbers, and"
                        + " stated guesses where the report is silent. The scans that judge also stopped the training,"
                        + " and "
                        + study.leak().crossings() + " of " + study.leak().validation()
                        + " have a near-duplicate in training: both flatter."
                : chance
                        + " Its validation scans also stopped the training, and some were copies of training scans."
                        + " Here other scans stop it, copies stay together, and every scan is judged.";
    }

    private static String efficientNet(StudyContent study) {
        String theirs =
                "0.62 is 31 of 50, the share of tumours: what calling every scan a tumour scores. The network divides"
                        + " its input by 255 itself and was fed pixels already divided by 255: to it every picture was"
                        + " black.";
        return study.notebook()
                ? theirs + " Done here on purpose."
                : theirs
                        + " Here pixels enter as bytes and are scaled once, inside the model, where nobody can do it"
                        + " twice.";
    }
}
