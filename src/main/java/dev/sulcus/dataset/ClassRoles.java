package dev.sulcus.dataset;

import dev.sulcus.fault.Fault;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Which class names mean tumour and which do not. Immutable.
 *
 * @param negative class names with label 0, sorted
 * @param positive class names with label 1, sorted
 * @param announcement what to tell the user about a choice they did not make; empty when they chose
 */
public record ClassRoles(List<String> negative, List<String> positive, String announcement) {
    /** Copies the lists. */
    public ClassRoles {
        negative = List.copyOf(negative);
        positive = List.copyOf(positive);
    }

    /**
     * Decides what each class means. With one option given, the other side is the rest; with both, they must name every
     * class; with neither, exactly two classes are needed, of which the last by name is positive.
     *
     * @param classNames the sub-folders of the data
     * @param positive what the user named as tumour; empty when they did not say
     * @param negative what the user named as no tumour; empty when they did not say
     * @throws Fault of kind usage, listing the class names, when that leaves a class undecided, decides one twice,
     *     names one that is not there, or leaves a side empty
     */
    public static ClassRoles resolve(List<String> classNames, List<String> positive, List<String> negative) {
        TreeSet<String> all = sorted(classNames);
        if (positive.isEmpty() && negative.isEmpty()) {
            return lastIsPositive(all);
        }
        requireKnown("--positive", positive, all);
        requireKnown("--negative", negative, all);
        TreeSet<String> tumour = positive.isEmpty() ? without(all, negative) : sorted(positive);
        TreeSet<String> none = negative.isEmpty() ? without(all, positive) : sorted(negative);
        requirePartition(all, tumour, none);
        return new ClassRoles(List.copyOf(none), List.copyOf(tumour), "");
    }

    /**
     * The label of a class: 1 tumour, 0 none.
     *
     * @throws Fault of kind bug for a name that is on neither side
     */
    public int labelOf(String className) {
        if (positive.contains(className)) {
            return 1;
        }
        if (!negative.contains(className)) {
            throw Fault.bug("the class " + className + " has no role; known are " + negative + " and " + positive);
        }
        return 0;
    }

    private static ClassRoles lastIsPositive(TreeSet<String> all) {
        if (all.size() != 2) {
            throw Fault.usage(classes(all) + "; say which mean tumour with --positive NAME[,NAME]"
                    + " or which do not with --negative NAME[,NAME]"
                    + (all.size() < 2 ? "; two classes are needed" : ""));
        }
        String announcement = "'" + all.last() + "' is taken as tumour and '" + all.first()
                + "' as no tumour, because it is the last by name; --positive " + all.first() + " turns that round";
        return new ClassRoles(List.of(all.first()), List.of(all.last()), announcement);
    }

    private static void requireKnown(String option, List<String> names, TreeSet<String> all) {
        TreeSet<String> unknown = without(sorted(names), all);
        if (!unknown.isEmpty()) {
            throw Fault.usage(option + " names " + String.join(", ", unknown) + ", but " + classes(all));
        }
    }

    private static void requirePartition(TreeSet<String> all, TreeSet<String> tumour, TreeSet<String> none) {
        TreeSet<String> both = sorted(tumour);
        both.retainAll(none);
        if (!both.isEmpty()) {
            throw Fault.usage("--positive and --negative both name " + String.join(", ", both) + "; " + classes(all));
        }
        TreeSet<String> neither = without(without(all, tumour), none);
        if (!neither.isEmpty()) {
            throw Fault.usage("neither --positive nor --negative names " + String.join(", ", neither) + "; "
                    + classes(all) + "; give one of the options alone and the other side is the rest");
        }
        if (tumour.isEmpty() || none.isEmpty()) {
            throw Fault.usage(
                    "no class is left to mean " + (tumour.isEmpty() ? "tumour" : "no tumour") + "; " + classes(all));
        }
    }

    private static String classes(TreeSet<String> all) {
        return all.size() == 1
                ? "the data has one class, " + all.first()
                : "the data has " + all.size() + " classes, " + String.join(", ", all);
    }

    private static TreeSet<String> sorted(Collection<String> names) {
        var set = new TreeSet<String>(CodePointOrder::compare);
        set.addAll(names);
        return set;
    }

    private static TreeSet<String> without(Collection<String> names, Collection<String> less) {
        TreeSet<String> set = sorted(names);
        set.removeAll(less);
        return set;
    }
}
