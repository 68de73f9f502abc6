package dev.sulcus.phantom;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import dev.sulcus.phantom.PhantomTruth.PhantomFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A folder of made-up slices as a stranger would bring it: {@code no/} and {@code yes/} with PNG and JPEG files, a few
 * of them near-duplicates of another, and {@code truth.json} with what only the maker can know.
 */
public final class PhantomSet {
    /** The file beside the two sub-folders, a {@link PhantomTruth}. */
    public static final String TRUTH = "truth.json";

    private static final double SHRINKING = 0.7;
    private static final float COPY_QUALITY = 0.6f;

    private final PhantomSetConfig config;
    private final List<Plan> plans;

    private PhantomSet(PhantomSetConfig config) {
        this.config = config;
        this.plans = plans(config);
    }

    /**
     * Writes the set; {@code folder} appears whole or not at all. An older set in its place is replaced. Draws on all
     * cores. The same settings give the same pixels everywhere, and the same bytes on the same Java version.
     *
     * @return what was written, copies included
     * @throws Fault of kind data, naming the folder, when it can't be written or holds anything but an older set
     */
    public static PhantomTruth write(Path folder, PhantomSetConfig config) {
        refuseForeign(folder);
        var set = new PhantomSet(config);
        var truth = new PhantomTruth[1];
        AtomicFile.writeFolder(folder, temporary -> truth[0] = set.fill(temporary));
        return truth[0];
    }

    private PhantomTruth fill(Path folder) throws IOException {
        Files.createDirectory(folder.resolve("no"));
        Files.createDirectory(folder.resolve("yes"));
        try {
            List<PhantomFile> files = IntStream.range(0, plans.size())
                    .parallel()
                    .mapToObj(i -> written(folder, plans.get(i)))
                    .toList();
            var truth = new PhantomTruth(PhantomTruth.SCHEMA_VERSION, config, files);
            Json.write(folder.resolve(TRUTH), truth);
            return truth;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private PhantomFile written(Path folder, Plan plan) {
        PhantomScan scan = Phantom.draw(config.drawing(), plan.seed, plan.lesion);
        scan = plan.factor < 1 ? PhantomEncoder.shrunk(scan, plan.factor) : scan;
        try {
            byte[] bytes = plan.jpeg ? PhantomEncoder.jpeg(scan, plan.quality) : PhantomEncoder.png(scan);
            Files.write(folder.resolve(plan.path()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PhantomFile(
                plan.path(), scan.label(), plan.seed, scan.width(), scan.height(), scan.lesion(), plan.copyOf);
    }

    /** What each file will be; nothing that a label could be told by differs between the two classes. */
    private static List<Plan> plans(PhantomSetConfig config) {
        var draws = new Draws(config.seed(), "set");
        int originals = config.count() - config.copies();
        int lesions = (int) Math.round(originals * config.lesionShare());
        List<Boolean> labels = new ArrayList<>(Collections.nCopies(originals, false));
        Collections.fill(labels.subList(0, lesions), true);
        shuffle(labels, draws);
        List<Plan> plans = new ArrayList<>();
        for (boolean lesion : labels) {
            float quality = (float) draws.between(0.82, 0.96);
            plans.add(new Plan(plans.size() + 1, draws.next(), lesion, draws.chance(0.6), quality, 1, null));
        }
        List<Plan> sources = new ArrayList<>(plans);
        shuffle(sources, draws);
        for (Plan source : sources.subList(0, config.copies())) {
            boolean again = plans.size() % 2 == 0;
            double factor = again ? 1 : SHRINKING;
            plans.add(
                    new Plan(plans.size() + 1, source.seed, source.lesion, again, COPY_QUALITY, factor, source.path()));
        }
        return plans;
    }

    private static <T> void shuffle(List<T> list, Draws draws) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, draws.below(i + 1));
        }
    }

    private static void refuseForeign(Path folder) {
        if (!Files.exists(folder) || Files.isRegularFile(folder.resolve(TRUTH))) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            if (entries.iterator().hasNext()) {
                throw Fault.data(folder + " holds other files; name a new or empty folder for the made-up slices");
            }
        } catch (IOException e) {
            throw Fault.data("cannot look into " + folder + ": " + e, e);
        }
    }

    private record Plan(
            int number, long seed, boolean lesion, boolean jpeg, float quality, double factor, String copyOf) {
        String path() {
            return String.format("%s/phantom-%04d.%s", lesion ? "yes" : "no", number, jpeg ? "jpg" : "png");
        }
    }
}
