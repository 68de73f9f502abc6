package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.phantom.Phantom;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomScan;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.scoring.InputFile;
import dev.sulcus.scoring.InputList;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What measurements are fed with: made-up slices in memory, or the files that the user names. Stateless. */
final class BenchPictures {
    private static final int LEAST_SIDE = 32;
    private static final int MOST_SIDE = 512;

    private BenchPictures() {}

    /** Made-up slices, every other one with a lesion: RGB [count, H, W, 3]. The same every time. */
    static byte[] drawn(PixelSpec pixels, int count) {
        byte[] all = new byte[Math.multiplyExact(count, pixels.imageBytes())];
        int side = Math.max(LEAST_SIDE, Math.min(MOST_SIDE, Math.max(pixels.height(), pixels.width())));
        PhantomConfig drawing = PhantomConfig.ofSide(side);
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> copy(Phantom.draw(drawing, i, i % 2 != 0), pixels, all, i * pixels.imageBytes()));
        return all;
    }

    /**
     * All files in what the user names.
     *
     * @throws Fault of kind data when there are none
     */
    static List<Path> files(Path data) {
        InputList inputs = InputList.collect(List.of(data));
        if (inputs.files().isEmpty()) {
            String reason = inputs.unreadable().isEmpty()
                    ? "there are no files in it"
                    : inputs.unreadable().get(0).reason();
            throw Fault.data(data + ": " + reason + "; name a folder of scans");
        }
        return inputs.files().stream().map(InputFile::file).toList();
    }

    /**
     * Those that can be decoded, for what can't would count as quick work. Each is decoded once; a warning says how many are
     * left out.
     *
     * @throws Fault of kind data when there are none
     */
    static List<Path> readable(List<Path> files, PipelineConfig pipeline, BenchSession session, Narrator narrator) {
        var failures = new String[files.size()];
        int[] all = IntStream.range(0, files.size()).toArray();
        try (Narrator.Task task = narrator.task("looking whether files can be read", files.size());
                BatchSource source = BatchSource.open(withoutCache(pipeline), files);
                Pass pass = source.start(all)) {
            var check = new StopCheck(task, narrator);
            int done = 0;
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    for (int row = 0; row < batch.size(); row++) {
                        failures[batch.sample(row)] = batch.failure(row);
                    }
                    done += batch.size();
                }
                check.at(done, files.size());
            }
        }
        List<Path> good = IntStream.of(all)
                .filter(i -> failures[i] == null)
                .mapToObj(files::get)
                .toList();
        int first =
                IntStream.of(all).filter(i -> failures[i] != null).findFirst().orElse(-1);
        if (good.isEmpty()) {
            throw Fault.data("none of " + files.size() + " files can be read; the first is " + files.get(first) + ": "
                    + failures[first]);
        }
        if (first >= 0) {
            session.warn(files.size() - good.size() + " of " + files.size() + " files can't be read and are left out,"
                    + " first " + files.get(first) + ": " + failures[first]);
        }
        session.setting("files", good.size());
        return good;
    }

    private static PipelineConfig withoutCache(PipelineConfig of) {
        return new PipelineConfig(of.pixels(), of.batchSize(), of.slots(), of.workers(), 0, of.maxPixels());
    }

    /** Stretched to the size by the nearest pixel. */
    private static void copy(PhantomScan scan, PixelSpec pixels, byte[] to, int offset) {
        int at = offset;
        for (int y = 0; y < pixels.height(); y++) {
            int row = y * scan.height() / pixels.height() * scan.width();
            for (int x = 0; x < pixels.width(); x++) {
                byte grey = scan.grey()[row + x * scan.width() / pixels.width()];
                for (int c = 0; c < PixelSpec.CHANNELS; c++) {
                    to[at++] = grey;
                }
            }
        }
    }
}
