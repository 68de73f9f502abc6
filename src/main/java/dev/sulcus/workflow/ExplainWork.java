package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.evaluation.PeakPlaces;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.GradCam.Explanation;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.phantom.PhantomTruth;
import dev.sulcus.pipeline.HeatOverlay;
import dev.sulcus.pipeline.PictureFrame;
import dev.sulcus.pipeline.Thumbnails;
import dev.sulcus.report.ExplainPage;
import dev.sulcus.report.ExplainedScan;
import dev.sulcus.scoring.InputFile;
import dev.sulcus.scoring.InputList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What {@code explain} does: for each scan a picture of where the model looks, and one page of them. */
public final class ExplainWork {
    private static final int SIDE = 1024;
    private static final int PAGE_SIDE = 680;
    private static final String PAGE = "explain.html";

    private final ExplainConfig config;
    private final Narrator narrator;
    private final ModelBundle bundle;
    private final Path out;
    private final PhantomTruth truth;
    private final List<ExplainedScan> scans = new ArrayList<>();
    private final List<UnreadableScan> unreadable = new ArrayList<>();
    private final List<PeakPlaces.Lesion> lesions = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private List<InputFile> files = List.of();

    private ExplainWork(ExplainConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        bundle = SavedModels.only(config.run(), "explain shows");
        out = config.out() == null ? config.run().resolve("explained") : config.out();
        truth = config.truth() == null ? null : Json.read(config.truth(), PhantomTruth.class);
    }

    /**
     * Explains everything that can be read, and writes pictures and page.
     *
     * @throws Fault of kind usage when the model has no convolution, of kind data when there was nothing to explain
     */
    public static ExplainResult run(ExplainConfig config, Narrator narrator) {
        var work = new ExplainWork(config, narrator);
        AtomicFile.requireFolderPossible(work.out);
        return OutputLock.holding(work.out.resolve(".lock"), work.out.toString(), work::run);
    }

    private ExplainResult run() {
        try (Explainer explainer = Explainer.open(bundle, config.resources())) {
            InputList inputs = InputList.collect(config.inputs());
            files = inputs.files();
            unreadable.addAll(inputs.unreadable());
            try (Narrator.Task task = narrator.task("explaining", files.size())) {
                explainer.explain(files.stream().map(InputFile::file).toList(), SIDE, new Taking(task));
            }
        }
        return finish();
    }

    private ExplainResult finish() {
        unreadable.forEach(scan -> narrator.warn("left out: " + scan.path() + ": " + scan.reason()));
        if (scans.isEmpty()) {
            throw Fault.data("nothing could be explained: "
                    + (unreadable.isEmpty()
                            ? "there are no files in what you named"
                            : unreadable.get(0).path() + ": "
                                    + unreadable.get(0).reason()));
        }
        double threshold = bundle.spec().threshold();
        String model = bundle.spec().architecture() + ", " + config.run();
        ExplainPage.write(out.resolve(PAGE), model, scans, unreadable, this::small, threshold);
        PeakPlaces peaks = truth == null ? null : PeakPlaces.of(lesions);
        if (peaks != null) {
            narrator.say(words(peaks));
        }
        narrator.say(scans.size() + " heat maps, and a page of them: " + out.resolve(PAGE));
        return new ExplainResult(scans, unreadable, threshold, peaks);
    }

    private byte[] small(ExplainedScan scan) {
        return Thumbnails.jpeg(
                out.resolve(scan.picture()), PAGE_SIDE, config.resources().maxPixels());
    }

    private void noteLesion(ExplainedScan scan, Explanation explanation, PictureFrame frame) {
        if (truth == null) {
            return;
        }
        truth.files().stream()
                .filter(file -> file.lesion() != null && Path.of(scan.path()).endsWith(file.path()))
                .forEach(file -> lesions.add(new PeakPlaces.Lesion(
                        scan.width(),
                        scan.height(),
                        file.lesion().centreX(),
                        file.lesion().centreY(),
                        file.lesion().halfWidth(),
                        file.lesion().halfHeight(),
                        scan.peakX(),
                        scan.peakY(),
                        explanation.heat().columns().stride() * frame.perColumn(),
                        explanation.heat().rows().stride() * frame.perRow())));
    }

    /** The picture's name; files of one name in different folders get a number. */
    private String name(String path) {
        String file = String.valueOf(Path.of(path).getFileName());
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        String name = stem + "-cam.png";
        for (int i = 2; !names.add(name); i++) {
            name = stem + "-" + i + "-cam.png";
        }
        return name;
    }

    private static String words(PeakPlaces p) {
        return String.format(
                "%d lesions: the peak lies in %.0f %% of their boxes (%.0f %% grown by half a cell); anywhere would be %.0f %%"
                        + " (%.0f %%), another scan's peak %.0f %% (%.0f %%)",
                p.lesions(),
                100 * p.inBox(),
                100 * p.inGrownBox(),
                100 * p.boxShare(),
                100 * p.grownBoxShare(),
                100 * p.elsewhereInBox(),
                100 * p.elsewhereInGrownBox());
    }

    /** Writes each picture as it comes. */
    private final class Taking implements Explainer.Sink {
        private final Narrator.Task task;
        private final StopCheck progress;

        Taking(Narrator.Task task) {
            this.task = task;
            progress = new StopCheck(task, narrator);
        }

        @Override
        public void explained(int index, Explanation explanation, PictureFrame frame, HeatOverlay overlay) {
            String path = files.get(index).path();
            if (Float.isNaN(explanation.probability())) {
                throw Fault.data(path + ": the model answers NaN; its weights are damaged, train again");
            }
            boolean blank = explanation.heat().blank();
            var scan = new ExplainedScan(
                    path,
                    explanation.probability(),
                    explanation.probability() >= bundle.spec().threshold(),
                    overlay.scanWidth(),
                    overlay.scanHeight(),
                    blank ? Double.NaN : frame.scanX(explanation.heat().peakColumn()),
                    blank ? Double.NaN : frame.scanY(explanation.heat().peakRow()),
                    name(path));
            byte[] png = overlay.pair();
            AtomicFile.write(out.resolve(scan.picture()), stream -> stream.write(png));
            scans.add(scan);
            noteLesion(scan, explanation, frame);
            progress.at(index + 1L, files.size());
            task.line(String.format(
                    "%.3f  %s%s  %s", scan.probability(), scan.blank() ? "" : "peak at ", scan.place(), scan.path()));
        }

        @Override
        public void failed(int index, String reason) {
            unreadable.add(new UnreadableScan(files.get(index).path(), reason));
            progress.at(index + 1L, files.size());
        }
    }
}
