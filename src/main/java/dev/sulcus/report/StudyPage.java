package dev.sulcus.report;

import dev.sulcus.dataset.DuplicateSummary;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Confusion;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.shortcut.FactWeight;
import dev.sulcus.shortcut.ShortcutAudit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The page of a study: what a department would ask first, then the models side by side, what the data allow to be said,
 * and how it was done. The same content gives the same bytes. Thread-safe for different targets.
 */
public final class StudyPage {
    private static final int FACTS_SHOWN = 6;

    private StudyPage() {}

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, StudyContent study) {
        List<Figure> figures = ComparisonFigures.all(study.comparison());
        PageTemplate.write(target, "study", values(study, figures), figures);
    }

    private static Map<String, Object> values(StudyContent study, List<Figure> figures) {
        Map<String, Object> values = ComparisonPage.values(study.comparison(), figures);
        var answers = new StudyAnswers(study);
        values.put("title", study.comparison().name());
        values.put("kicker", study.notebook() ? "Study, the notebook’s protocol" : "Study");
        values.put("study", study);
        values.put("answers", answers.all());
        values.put("never", answers.never());
        values.put("points", points(study.comparison().leader()));
        values.put("leader", study.comparison().leader().name());
        values.put("protocol", protocol(study));
        values.put("shortcutStory", shortcutStory(study));
        values.put("facts", facts(study.shortcuts()));
        values.put("duplicateStory", duplicateStory(study));
        values.put("notebookRows", NotebookTable.rows(study));
        values.put("fed", study.fedRight() == null ? List.of() : fed(study.fedRight()));
        values.put("fedStory", study.fedRight() == null ? "" : fedStory(study.fedRight()));
        values.put("fedPage", study.fedRight() == null ? "" : study.fedRight().page());
        values.put(
                "mistakes",
                study.mistakes().stream()
                        .sorted(CrossValidationPage.WORST_FIRST)
                        .toList());
        values.put("mistakeCount", mistakeCount(study));
        values.put("methods", StudyMethods.of(study));
        values.put("settings", SettingsGroup.of(study.run(), "study"));
        return values;
    }

    private static String mistakeCount(StudyContent study) {
        Confusion confusion = study.comparison().leader().chosen().confusion();
        int all = confusion.falseNegative() + confusion.falsePositive();
        String shown = study.mistakes().size() < all
                ? "The worst " + study.mistakes().size() + " of " + NumberText.count(all)
                : "All " + all;
        return shown + "; its own page shows more.";
    }

    private static List<PointCard> points(ModelCard leader) {
        return leader.hasChosen()
                ? List.of(PointCard.of(leader.chosen()), PointCard.of(leader.half()))
                : List.of(PointCard.of(leader.half()));
    }

    private static String protocol(StudyContent study) {
        return study.notebook()
                ? "The notebook report’s way, to the letter, faults included, so that its table can be laid beside this"
                        + " one. For figures to rely on, run the same command with --protocol sound."
                : "";
    }

    /** A fact about files, and how far it goes. */
    record FactRow(String name, String alone, String lost) {}

    private static List<FactRow> facts(ShortcutAudit audit) {
        return audit == null
                ? List.of()
                : audit.facts().stream().limit(FACTS_SHOWN).map(StudyPage::fact).toList();
    }

    private static FactRow fact(FactWeight fact) {
        return new FactRow(fact.fact(), NumberText.ratio(fact.aucAlone()), NumberText.ratio(fact.aucLost()));
    }

    private static List<String> shortcutStory(StudyContent study) {
        ShortcutAudit audit = study.shortcuts();
        if (audit == null) {
            return List.of("Too few independent groups for an audit of shortcuts: nothing can be said.");
        }
        var story = new ArrayList<String>();
        story.add(audit.sentence());
        story.add(beyondFacts(study, audit));
        return story;
    }

    private static String beyondFacts(StudyContent study, ShortcutAudit audit) {
        ModelCard leader = study.comparison().leader();
        double auc = study.comparison().at(leader).metrics().rocAuc();
        String reached = leader.name() + " reaches " + NumberText.ratio(auc);
        if (!audit.beatsChance()) {
            return reached + ": these facts do not explain it. Others that were not looked for might.";
        }
        if (!(auc > audit.auc())) {
            return reached
                    + ", no more than facts that have nothing to do with a brain: nothing here shows that it looks at"
                    + " one.";
        }
        return reached + ". What it has above the " + NumberText.ratio(audit.auc())
                + " of the file facts needs more than them; up to there, nobody can say whether it looked at the brain. Part"
                + " of every figure on this page may be the way the files were made.";
    }

    private static List<String> duplicateStory(StudyContent study) {
        DuplicateSummary duplicates = study.data().duplicates();
        StudyContent.Leak leak = study.leak();
        var story = new ArrayList<String>();
        story.add("The folder holds " + NumberText.count(study.data().readable()) + " scans but only "
                + NumberText.plural(duplicates.independentGroups(), "independent picture", "independent pictures")
                + ": "
                + NumberText.plural(
                        duplicates.surplusCopies(), "file is a byte-for-byte copy", "files are byte-for-byte copies")
                + ", the others were re-encoded, rescaled, mirrored or trimmed.");
        story.add("A split by file name, as Keras’ validation_split does it, would judge on "
                + NumberText.count(leak.validation()) + " scans, of which " + NumberText.count(leak.crossings())
                + " have a near-duplicate among the training scans: a model that remembers would pass for one that"
                + " understands."
                + (study.notebook() ? " That is what was done here." : " Here copies stay together."));
        return story;
    }

    /** One way of feeding. */
    record FedRow(String way, String accuracy, String sensitivity, String specificity, String auc, String verdict) {}

    private static List<FedRow> fed(StudyContent.FedRight fed) {
        return List.of(fedRow("divided by 255 twice", fed.twice()), fedRow("divided by 255 once", fed.once()));
    }

    private static FedRow fedRow(String way, EvaluationResult result) {
        BinaryMetrics m = result.metrics();
        Confusion c = m.confusion();
        String calls = NumberText.count(c.truePositive() + c.falsePositive()) + " of " + NumberText.count(m.count())
                + " called tumour";
        return new FedRow(
                way,
                NumberText.ratio(m.accuracy()),
                NumberText.ratio(m.sensitivity()),
                NumberText.ratio(m.specificity()),
                NumberText.ratio(m.rocAuc()) + " (" + NumberText.interval(IntervalShown.rocAuc(m)) + ")",
                result.degenerate().isEmpty()
                        ? "not degenerate; " + calls
                        : Degeneracy.verdict(result.degenerate()) + ": " + String.join("; ", result.degenerate()));
    }

    private static String fedStory(StudyContent.FedRight fed) {
        String twice = fed.twice().degenerate().isEmpty() ? "did not collapse" : "collapsed";
        String once = fed.once().degenerate().isEmpty() ? "they do not collapse" : "they are degenerate still";
        return "Trained and judged on pixels that were divided by 255 twice, " + fed.model() + " " + twice
                + ". The same weights, not one number changed, fed the pixels that the network expects: " + once + ".";
    }
}
