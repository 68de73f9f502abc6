package dev.sulcus.workflow;

import dev.sulcus.dataset.ClassRoles;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.FolderIndex;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.ScanFile;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.InspectedScan;
import dev.sulcus.pipeline.InspectionConfig;
import dev.sulcus.pipeline.ScanInspector;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a data folder once: lists it, settles the classes, looks into every file. */
final class DataLoading {
    private DataLoading() {}

    /**
     * The folder as a dataset; names what can't be read.
     *
     * @throws Fault of kind usage or data when there is nothing to work with
     */
    static Dataset load(DataConfig config, Narrator narrator) {
        FolderIndex.Listing listing = FolderIndex.list(config.root());
        ClassRoles roles = ClassRoles.resolve(listing.classNames(), config.positive(), config.negative());
        if (!roles.announcement().isEmpty()) {
            narrator.say(roles.announcement());
        }
        if (listing.looseFiles() > 0) {
            narrator.say("files beside the class folders, left out: " + listing.looseFiles());
        }
        Dataset data = inspect(config, listing.files(), roles, narrator);
        data.unreadable().forEach(scan -> narrator.warn("unreadable: " + scan.path() + ": " + scan.reason()));
        if (data.scans().isEmpty()) {
            throw Fault.data(config.root() + ": none of its " + listing.files().size() + " files is a readable scan");
        }
        return data;
    }

    /**
     * The scans that a run began with, once more.
     *
     * @throws Fault of kind data when they are not the same any more
     */
    static Dataset again(DataSpec then, TrainingResources resources, Narrator narrator) {
        Dataset data = load(
                new DataConfig(
                        Path.of(then.folder()),
                        then.positive(),
                        then.negative(),
                        resources.workers(),
                        resources.maxPixels()),
                narrator);
        if (!data.fingerprint().equals(then.fingerprint())) {
            throw Fault.data(then.folder() + ": the scans are not those this run began with (fingerprint "
                    + data.fingerprint() + " against " + then.fingerprint() + "); restore them, or train anew");
        }
        return data;
    }

    private static Dataset inspect(DataConfig config, List<ScanFile> files, ClassRoles roles, Narrator narrator) {
        var scans = new ArrayList<Scan>();
        var unreadable = new ArrayList<UnreadableScan>();
        var inspection = new InspectionConfig(config.workers(), config.maxPixels());
        try (Narrator.Task task = narrator.task("reading", files.size())) {
            for (InspectedScan scan : ScanInspector.inspect(files, inspection, new StopCheck(task, narrator))
                    .scans()) {
                ScanFile file = scan.file();
                if (scan.readable()) {
                    int label = roles.labelOf(file.className());
                    scans.add(new Scan(file.path(), file.className(), label, file.file(), scan.facts()));
                } else {
                    unreadable.add(new UnreadableScan(file.path(), scan.failure()));
                }
            }
        }
        return new Dataset(config.root(), roles, List.copyOf(scans), List.copyOf(unreadable));
    }

    /**
     * A folder whose classes don't matter: every scan has label 0. Names what can't be read.
     *
     * @throws Fault of kind data when the folder is missing or holds no sub-folder with files
     */
    static Dataset unlabelled(DataConfig config, Narrator narrator) {
        FolderIndex.Listing listing = FolderIndex.list(config.root());
        Dataset data = inspect(config, listing.files(), new ClassRoles(listing.classNames(), List.of(), ""), narrator);
        data.unreadable().forEach(scan -> narrator.warn("unreadable: " + scan.path() + ": " + scan.reason()));
        return data;
    }
}
