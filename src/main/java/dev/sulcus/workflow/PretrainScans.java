package dev.sulcus.workflow;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Exclusion;
import dev.sulcus.dataset.HeldGroups;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.PretrainSpec.ClassShare;
import dev.sulcus.workflow.PretrainSpec.Excluded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The scans that pretraining may see, and who of them is held back.
 *
 * @param read all readable scans
 * @param kept those that are left
 * @param groups near-duplicates among those
 * @param split who of those trains
 */
record PretrainScans(Dataset read, Dataset kept, DuplicateGroups groups, Split split) {
    /** Reads the data, drops what nears an excluded scan, and holds groups back. */
    static Planned plan(PretrainConfig config, Narrator narrator) {
        Dataset read = DataLoading.load(config.data(), narrator);
        var excluded = new ArrayList<Excluded>();
        var others = new ArrayList<Scan>();
        for (Path folder : config.exclude()) {
            DataConfig data = config.data();
            Dataset other = DataLoading.unlabelled(
                    new DataConfig(folder, List.of(), List.of(), data.workers(), data.maxPixels()), narrator);
            excluded.add(new Excluded(
                    absolute(folder), other.fingerprint(), other.scans().size()));
            others.addAll(other.scans());
        }
        Exclusion exclusion = Exclusion.of(read.scans(), others);
        Dataset kept = without(read, exclusion.dropped());
        requireEveryClass(read, kept);
        DuplicateGroups groups = DuplicateGroups.of(kept.scans());
        PretrainRecipe recipe = config.recipe();
        Split split =
                HeldGroups.plan(kept, groups, recipe.held(), recipe.training().seed());
        return new Planned(new PretrainScans(read, kept, groups, split), exclusion, List.copyOf(excluded));
    }

    /** The scans of a run that was planned before. */
    static PretrainScans again(Dataset read, SplitSpec planned) {
        Set<String> paths = new HashSet<>(planned.training());
        paths.addAll(planned.validation());
        Dataset kept = with(
                read,
                read.scans().stream()
                        .filter(scan -> paths.contains(scan.path()))
                        .toList());
        return new PretrainScans(read, kept, DuplicateGroups.of(kept.scans()), planned.toSplit(kept));
    }

    /** The kind of each scan of a part: its class's place among the positive ones, -1 for a healthy head. */
    int[] kinds(int[] part) {
        List<String> kinds = kept.roles().positive();
        return IntStream.of(part)
                .map(scan -> kinds.indexOf(kept.scans().get(scan).className()))
                .toArray();
    }

    /** The group of each scan of a part. */
    int[] groups(int[] part) {
        return IntStream.of(part).map(groups::groupOf).toArray();
    }

    /** What became of each class, the healthy ones first. */
    List<ClassShare> classes() {
        return Stream.concat(read.roles().negative().stream(), read.roles().positive().stream())
                .map(this::share)
                .toList();
    }

    private ClassShare share(String name) {
        int scans = count(read, name);
        return new ClassShare(
                name, scans, scans - count(kept, name), count(name, split.training()), count(name, split.validation()));
    }

    private int count(String name, int[] part) {
        return (int) Arrays.stream(part)
                .filter(scan -> kept.scans().get(scan).className().equals(name))
                .count();
    }

    private static int count(Dataset data, String name) {
        return (int) data.scans().stream()
                .filter(scan -> scan.className().equals(name))
                .count();
    }

    private static void requireEveryClass(Dataset read, Dataset kept) {
        for (String name : Stream.concat(read.roles().negative().stream(), read.roles().positive().stream())
                .toList()) {
            if (count(kept, name) == 0) {
                throw Fault.data(read.root() + ": no scan of " + name + " is left; of " + count(read, name)
                        + " readable ones, each is a near-duplicate of an excluded scan or linked to one; add scans or"
                        + " exclude less");
            }
        }
    }

    private static Dataset without(Dataset read, int[] dropped) {
        var left = new ArrayList<Scan>(read.scans());
        for (int i = dropped.length - 1; i >= 0; i--) {
            left.remove(dropped[i]);
        }
        return with(read, List.copyOf(left));
    }

    private static Dataset with(Dataset read, List<Scan> scans) {
        return new Dataset(read.root(), read.roles(), scans, read.unreadable());
    }

    static String absolute(Path folder) {
        return folder.toAbsolutePath().normalize().toString();
    }

    /**
     * What a plan came to.
     *
     * @param scans who is in it
     * @param exclusion who is not
     * @param excluded because of which folders
     */
    record Planned(PretrainScans scans, Exclusion exclusion, List<Excluded> excluded) {}
}
