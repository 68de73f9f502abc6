package dev.sulcus.report;

import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.DatasetSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What reporting guidelines for such studies ask for (TRIPOD+AI, BMJ 2024;385:e078378; CLAIM, 2024 update), filled in as
 * far as a program can know it. What it cannot know is said to be unknown, not left out. Stateless, thread-safe.
 */
final class StudyMethods {
    /** What no cross-validation undoes: people chose between recipes by its figures. */
    static final String SELECTION = "The recipes that come with Sulcus (settings, pictures, pretraining) were chosen by"
            + " people who had seen cross-validated figures of the 253 public scans “Brain MRI Images for Brain Tumor"
            + " Detection”: judged on those, or on scans like them, they look better than on new data. The name of the"
            + " model that this page leads with was chosen by the scans that judge it.";

    private static final String UNKNOWN = "Unknown: the files do not say. ";

    private StudyMethods() {}

    /** One thing that is asked for. */
    record Item(String name, String text) {}

    static List<Item> of(StudyContent study) {
        var items = new ArrayList<Item>();
        data(study, items);
        models(study, items);
        judging(study, items);
        return items;
    }

    private static void data(StudyContent study, List<Item> items) {
        DatasetSummary data = study.data();
        items.add(new Item(
                "Source of data",
                data.folder() + ", fingerprint " + data.dataFingerprint()
                        + ". Who collected the scans, where and when: unknown."));
        items.add(new Item("Participants and eligibility", UNKNOWN + "The unit is a picture, not a person."));
        items.add(new Item(
                "Outcome and reference standard",
                "The name of the folder that a scan lies in: "
                        + data.classes().stream().map(StudyMethods::role).collect(Collectors.joining(", "))
                        + ". Who decided it, and by what standard: unknown."));
        items.add(new Item(
                "Sample size",
                NumberText.plural(study.comparison().half().scans(), "scan", "scans") + " judged, "
                        + NumberText.count(study.comparison().half().tumours()) + " with tumour, in "
                        + NumberText.plural(
                                study.comparison().half().groups(), "independent group", "independent groups")
                        + ". It was not planned; the folder is what there is."));
        items.add(new Item(
                "Missing data",
                NumberText.plural(data.unreadable().size(), "file", "files")
                        + " could not be read and were left out. No value was filled in."));
        items.add(new Item(
                "Copies and leakage",
                "Scans were grouped by content; "
                        + NumberText.count(data.readable() - data.duplicates().independentGroups())
                        + " repeat another. "
                        + (study.notebook()
                                ? "The notebook’s split ignores that: " + leak(study)
                                : "A group is never on both sides. Scans of one person that look different"
                                        + " cannot be told.")));
    }

    private static String role(ClassSummary one) {
        return one.name() + " = " + one.role();
    }

    private static String leak(StudyContent study) {
        return study.leak().crossings() + " of " + study.leak().validation()
                + " judged scans have a near-duplicate in training.";
    }

    private static void models(StudyContent study, List<Item> items) {
        for (ModelCard card : study.comparison().models()) {
            String start = card.start().isEmpty() ? "" : " " + sentence(card.start());
            items.add(new Item(
                    "Model: " + card.name(),
                    card.architecture() + ", " + NumberText.count(card.parameters()) + " parameters. Pictures: "
                            + card.pictures() + "." + start + " All settings stand on its page."));
        }
        items.add(
                new Item("Comparators", "The models compare with each other on the same scans; no reader was asked."));
    }

    private static String sentence(String text) {
        String start = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    private static void judging(StudyContent study, List<Item> items) {
        items.add(new Item("Partition", study.comparison().judged() + "."));
        items.add(
                new Item(
                        "Selection of epoch and threshold",
                        study.comparison().models().stream()
                                        .map(card -> card.name() + ": " + card.choice())
                                        .collect(Collectors.joining(" "))
                                + (study.notebook()
                                        ? ""
                                        : " Test scans were scored after that, once; no model and no threshold saw them before.")));
        items.add(new Item("Selection of recipe and model", SELECTION));
        items.add(new Item(
                "Performance",
                "Discrimination (ROC AUC), calls at stated thresholds, and calibration, each with 95 % intervals that"
                        + " count copies once: "
                        + NumberText.count(study.comparison().half().resamples())
                        + " bootstrap resamples by group, exact for shares. Paired tests between models, adjusted for"
                        + " their number."));
        items.add(
                new Item("Subgroups and fairness", "Not possible: age, sex, scanner and kind of tumour are unknown."));
        items.add(new Item("External validation", "None."));
        items.add(new Item("Failure cases", "Every model’s worst mistakes, with pictures, stand on its page."));
        items.add(new Item(
                "Code, versions and seed",
                "Sulcus " + study.run().at("/versions/sulcus").asText("–") + " "
                        + study.run().at("/versions/revision").asText("") + ", TensorFlow "
                        + study.run().at("/versions/tensorflow").asText("–") + ", "
                        + study.run().path("device").asText("–") + "; seed "
                        + study.run().path("seed").asText("–") + ". The same command on the same files gives the same"
                        + " figures on the same machine."));
        items.add(new Item(
                "Intended use", "Research and teaching. Not for clinical use; no approval was asked for or given."));
    }
}
