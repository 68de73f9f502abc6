package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import dev.sulcus.weights.PublishedWeights;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightImport;
import dev.sulcus.weights.WeightImport.Imported;
import dev.sulcus.weights.WeightListing;
import dev.sulcus.weights.WeightStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code models list}, {@code import} and {@code pull} do.
 *
 * @param models the folder models/
 * @param store where weights are kept
 */
public record ModelsWork(Path models, Path store) {
    private static final List<String> SAID = List.of("normalisation", "head", "matched", "ignored", "licence");

    /** What can be trained, what is stored, and what is shipped. */
    public ModelsDocument list() {
        var architectures =
                Architecture.all().stream().map(this::architectureLine).toList();
        return new ModelsDocument(
                architectures, store.toString(), new WeightStore(store).list(), WeightStore.shipped(models));
    }

    /**
     * Puts a file into the store.
     *
     * @param side pixels a side, on which some networks' shapes depend; null for the usual
     * @param name in the store; null to take the file's
     */
    public WeightListing importFile(Path file, String model, Integer side, String name, Narrator narrator) {
        if (name != null) {
            WeightStore.requireName(name);
        }
        WeightImport importer = importer(model, side);
        WeightFile.differences(file, importer.network()).forEach(narrator::warn); // the error has room for some only
        return announced(importer.file(file, name), narrator);
    }

    /**
     * Gets the published weights of an architecture.
     *
     * @param mirror where to fetch them instead; null for the publisher
     */
    public WeightListing pull(String model, URI mirror, Narrator narrator) {
        WeightImport importer = importer(model, null);
        PublishedWeights published = published(importer);
        if (mirror != null) {
            importer = importer.from(mirror);
        }
        WeightListing kept = importer.kept();
        if (kept != null) {
            narrator.say("here already: " + kept.file() + "; delete it to fetch it again");
            return kept;
        }
        narrator.say("fetching " + importer.published().url());
        try (Narrator.Task task = narrator.task("fetching " + published.fileName(), 0)) {
            return announced(importer.fetched((done, total) -> at(task, narrator, done, total)), narrator);
        } catch (Fault e) {
            throw withWayOut(e, model, published);
        }
    }

    /**
     * Takes the published weights from a file that somebody fetched.
     *
     * @param any whether another file will do
     */
    public WeightListing pullFrom(Path file, String model, boolean any, Narrator narrator) {
        WeightImport importer = importer(model, null);
        PublishedWeights published = published(importer);
        Imported imported = importer.publishedFile(file, any);
        if (!imported.weights().source().md5().equals(published.md5())) {
            narrator.warn(file + " is not the published file (whose MD5 is " + published.md5()
                    + "), but is kept in its place; nobody vouches for its numbers");
        }
        return announced(imported, narrator);
    }

    private static void at(Narrator.Task task, Narrator narrator, long done, long total) {
        if (narrator.stopWished()) {
            throw Fault.interrupted("stopped; what came is kept, the same command goes on");
        }
        task.at(done, total);
        task.detail(String.format(Locale.ROOT, "%.1f MB", done / 1e6));
    }

    /** Most who meet this sit behind a firewall. */
    private static Fault withWayOut(Fault e, String model, PublishedWeights published) {
        boolean fetching = String.valueOf(e.getMessage()).startsWith("cannot fetch");
        return !fetching
                ? e
                : Fault.data(
                        e.getMessage() + "; fetch " + published.url() + " on another machine, then: sulcus models pull "
                                + model + " --from FILE",
                        e);
    }

    private static PublishedWeights published(WeightImport importer) {
        if (importer.published() == null) {
            throw Fault.usage("nothing is published for " + importer.model() + "; see sulcus models list");
        }
        return importer.published();
    }

    private WeightImport importer(String model, Integer side) {
        Network network = Architecture.named(model).network(side == null ? Architecture.SIDE : side);
        return new WeightImport(
                new WeightStore(store),
                model,
                network,
                PublishedWeights.find(models, model),
                LocalDate.now(Clock.systemUTC()));
    }

    private static WeightListing announced(Imported imported, Narrator narrator) {
        WeightListing listing = imported.listing();
        Map<String, String> facts = listing.facts();
        narrator.say(
                String.format("%,d numbers from %s (%s)", listing.numbers(), facts.get("source"), facts.get("layout")));
        SAID.stream()
                .filter(facts::containsKey)
                .forEach(fact -> narrator.say(String.format("%-14s %s", fact, facts.get(fact))));
        narrator.say("kept as " + listing.name() + ": " + listing.file());
        return listing;
    }

    private ModelsDocument.ArchitectureLine architectureLine(Architecture architecture) {
        Network network = architecture.network(Architecture.SIDE);
        PublishedWeights published = PublishedWeights.find(models, architecture.name());
        return new ModelsDocument.ArchitectureLine(
                architecture.name(),
                architecture.summary(),
                Architecture.SIDE,
                network.parameters(),
                network.trainableParameters(),
                published == null ? null : published.url().toString());
    }
}
