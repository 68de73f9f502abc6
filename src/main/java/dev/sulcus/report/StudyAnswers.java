package dev.sulcus.report;

import dev.sulcus.evaluation.ComparedModel;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.PrevalenceResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a radiology department asks first, answered for the model that ranks best: what was missed, what it would cost, how
 * sure that is, and what it must not be used for. Used by one thread.
 */
final class StudyAnswers {
    private final StudyContent study;
    private final ComparisonContent comparison;
    private final ModelCard leader;
    private final ComparedModel figures;
    private final OperatingPointResult point;

    StudyAnswers(StudyContent study) {
        this.study = study;
        comparison = study.comparison();
        leader = comparison.leader();
        figures = comparison.at(leader);
        point = leader.chosen();
    }

    /**
     * One answer.
     *
     * @param question as it is asked
     * @param answer in large print
     * @param evidence sentences below
     */
    record Answer(String question, String answer, List<String> evidence) {}

    List<Answer> all() {
        return List.of(missed(), cost(), sure());
    }

    private Answer missed() {
        var evidence = new ArrayList<String>();
        evidence.add("By " + leader.name() + ", " + rule() + ". It found "
                + share(point.sensitivity().value(), point.sensitivity().exact()) + " of the tumours.");
        if (leader.hasChosen()) {
            evidence.add(leader.choice());
            OperatingPointResult half = leader.half();
            evidence.add("Called from a probability of 0.5 on it would miss "
                    + of(half.confusion().falseNegative(), half.sensitivity().count(), "tumour", "tumours") + " with "
                    + NumberText.plural(half.confusion().falsePositive(), "false alarm", "false alarms") + ".");
        }
        return new Answer(
                "What was missed?",
                of(point.confusion().falseNegative(), point.sensitivity().count(), "tumour", "tumours"),
                evidence);
    }

    private String rule() {
        return switch (point.wanted().kind()) {
            case SENSITIVITY ->
                "with each fold’s threshold set, on other scans, to find "
                        + NumberText.number(100 * point.wanted().value()) + " % of the tumours";
            case FIXED -> "called from a probability of " + NumberText.number(point.threshold()) + " on";
        };
    }

    private Answer cost() {
        PrevalenceResult at = ComparisonTable.at(point, ComparisonTable.PREVALENCE);
        String alarms = ComparisonTable.scans(at.falseAlarmsPerThousand());
        double right = at.positivePredictiveValue();
        var evidence = new ArrayList<String>();
        evidence.add("If 50 of 1,000 scans (5 %) show a tumour; 95 % interval "
                + scans(at.falseAlarmsPerThousandInterval()) + ". About "
                + ComparisonTable.scans(at.missedPerThousand()) + " of the 50 tumours would be missed ("
                + scans(at.missedPerThousandInterval()) + ").");
        if (right > 0) {
            evidence.add("One flag in " + NumberText.number(Math.round(10 / right) / 10.0) + " would be right. Here "
                    + NumberText.percent(prevalence())
                    + " of the scans show a tumour, which makes every such figure look better than in a department.");
        }
        return new Answer("What would it cost?", alarms + " false alarms per 1,000 scans", evidence);
    }

    private double prevalence() {
        return (double) comparison.half().tumours() / comparison.half().scans();
    }

    private Answer sure() {
        BinaryMetrics m = figures.metrics();
        Interval auc = IntervalShown.rocAuc(m);
        var evidence = new ArrayList<String>();
        evidence.add("The area under the ROC curve, the chance that a tumour scores above another scan, is "
                + NumberText.ratio(m.rocAuc()) + ", 95 % interval " + NumberText.interval(auc) + "; accuracy at 0.5 is "
                + NumberText.ratio(m.accuracy()) + ", " + NumberText.interval(IntervalShown.accuracy(m)) + ".");
        if (leader.folds().size() > 1) {
            double[] folds = leader.folds().stream()
                    .mapToDouble(BinaryMetrics::rocAuc)
                    .filter(Double::isFinite)
                    .toArray();
            evidence.add("From fold to fold it runs from "
                    + NumberText.ratio(Arrays.stream(folds).min().orElse(Double.NaN)) + " to "
                    + NumberText.ratio(Arrays.stream(folds).max().orElse(Double.NaN)) + ".");
        } else {
            evidence.add(
                    "One split and one seed: another would give other figures, and nothing here says how far off.");
        }
        if (study.shortcuts() != null && study.shortcuts().beatsChance()) {
            evidence.add("Facts about the files alone, without a look at the brain, reach an area of "
                    + NumberText.ratio(study.shortcuts().auc()) + " ("
                    + NumberText.interval(study.shortcuts().aucInterval()) + ").");
        }
        evidence.add(
                "It was named best by the same scans that judge it, and its recipe was chosen by people who had seen"
                        + " cross-validated figures of the 253 public scans: expect less on new data.");
        return new Answer("How sure are we?", ComparisonPage.leading(comparison), evidence);
    }

    /** What nobody may do with these models. */
    List<String> never() {
        var never = new ArrayList<String>();
        never.add(
                "To diagnose, to sort patients, or in any decision about a person: it is a research tool, tested on one"
                        + " public collection and on nobody’s patients.");
        double missed = 1 - point.sensitivity().exact().low();
        never.add("To rule a tumour out: up to " + NumberText.percent(missed)
                + " of tumours like these may be missed (upper end of the 95 % interval).");
        never.add("On scans from another source: every scan here comes from one folder, and none from elsewhere was"
                + " judged.");
        never.add(
                "For any group of people: age, sex, scanner and kind of tumour are not recorded, so nobody can say for"
                        + " whom it fails.");
        if (study.shortcuts() != null && study.shortcuts().beatsChance()) {
            never.add("As proof that it sees tumours: facts about the files alone reach an area of "
                    + NumberText.ratio(study.shortcuts().auc()) + ".");
        }
        if (study.notebook()) {
            never.add("To choose between models: a single split of so few scans, which also stopped the training,"
                    + " cannot.");
        }
        return never;
    }

    private static String of(int count, int all, String one, String many) {
        return NumberText.count(count) + " of " + NumberText.plural(all, one, many);
    }

    private static String share(double value, Interval interval) {
        return NumberText.percent(value) + " (95 % interval " + NumberText.percent(interval.low()) + " to "
                + NumberText.percent(interval.high()) + ")";
    }

    private static String scans(Interval interval) {
        return ComparisonTable.scans(interval.low()) + " to " + ComparisonTable.scans(interval.high());
    }
}
