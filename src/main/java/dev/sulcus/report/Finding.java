package dev.sulcus.report;

import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.DuplicateSummary;
import dev.sulcus.dataset.Shortcut;
import dev.sulcus.shortcut.ShortcutAudit;
import java.util.ArrayList;
import java.util.List;

/**
 * Something about a data folder that its user should know before training, the gravest first.
 *
 * @param grave whether a result on this data would be wrong, not just weaker
 * @param headline in a few words
 * @param advice what follows from it
 */
record Finding(boolean grave, String headline, String advice) {
    // Below this share of a label a shortcut gains a model next to nothing.
    private static final double FEW = 0.03;

    /**
     * Everything worth saying about {@code summary}; empty for a clean folder.
     *
     * @param audit null when there is none
     */
    static List<Finding> of(DatasetSummary summary, ShortcutAudit audit) {
        var findings = new ArrayList<Finding>();
        conflicts(summary.duplicates(), findings);
        shortcuts(audit, findings);
        repeats(summary, findings);
        Leaning.all(summary).forEach(leaning -> findings.add(of(leaning)));
        summary.shortcuts().forEach(shortcut -> findings.add(of(shortcut)));
        files(summary, findings);
        return findings;
    }

    private static void conflicts(DuplicateSummary duplicates, List<Finding> findings) {
        if (!duplicates.conflicts().isEmpty()) {
            findings.add(new Finding(
                    true,
                    NumberText.plural(duplicates.conflicts().size(), "picture", "pictures") + " under both labels",
                    "At least one label is wrong; correct or remove it before training."));
        }
    }

    private static void shortcuts(ShortcutAudit audit, List<Finding> findings) {
        if (audit != null && audit.beatsChance()) {
            findings.add(new Finding(
                    true,
                    "The label can be guessed without looking at the brain",
                    audit.sentence()
                            + " A model may learn this instead of the anatomy, and no split of these scans would"
                            + " show it: believe only what goes beyond, and judge on scans from elsewhere."));
        }
    }

    private static void repeats(DatasetSummary summary, List<Finding> findings) {
        DuplicateSummary duplicates = summary.duplicates();
        int surplus = summary.readable() - duplicates.independentGroups();
        if (surplus > 0) {
            findings.add(new Finding(
                    false,
                    NumberText.count(surplus) + " of " + NumberText.plural(summary.readable(), "scan", "scans")
                            + (surplus == 1 ? " repeats" : " repeat") + " another",
                    NumberText.count(duplicates.surplusCopies()) + " byte for byte, "
                            + NumberText.count(surplus - duplicates.surplusCopies())
                            + " nearly. A split that parts them judges the model on what it has seen; the default split"
                            + " keeps them together."));
        }
    }

    private static Finding of(Leaning leaning) {
        return new Finding(
                false,
                "The " + leaning.property() + " tells the labels apart",
                "With " + leaning.property() + " " + StorageTable.word(leaning.value()) + ": "
                        + NumberText.percent(leaning.shareOfTumours())
                        + " of the tumours, " + NumberText.percent(leaning.shareOfOthers())
                        + " of the others. Guessed from the " + leaning.property()
                        + " alone, the label is right in "
                        + NumberText.percent(leaning.balancedAccuracy())
                        + " (mean of both labels; 50\u202f% is chance): a model that finds traces of it need not look at"
                        + " the anatomy.");
    }

    private static Finding of(Shortcut shortcut) {
        String what = NumberText.plural(shortcut.count(), "scan", "scans");
        return new Finding(
                false,
                shortcut.property() + " " + StorageTable.word(shortcut.value()) + " only under “" + shortcut.role()
                        + "”",
                what + ", " + NumberText.percent(shortcut.share())
                        + (shortcut.share() < FEW
                                ? " of that label: too few to steer a model, but nothing about the brain."
                                : " of that label: a shortcut that a model may learn instead of the anatomy."));
    }

    private static void files(DatasetSummary summary, List<Finding> findings) {
        if (!summary.unreadable().isEmpty()) {
            int count = summary.unreadable().size();
            findings.add(new Finding(
                    false,
                    NumberText.plural(count, "file", "files") + " can’t be read",
                    "Left out of everything; the reasons are below."));
        }
        if (!summary.mismatches().isEmpty()) {
            int count = summary.mismatches().size();
            findings.add(new Finding(
                    false,
                    NumberText.plural(count, "file name", "file names") + (count == 1 ? " promises" : " promise")
                            + " another format",
                    "Sulcus reads the content; other tools may not."));
        }
    }
}
