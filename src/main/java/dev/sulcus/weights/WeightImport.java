package dev.sulcus.weights;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import dev.sulcus.pipeline.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings weights into a store: read, checked, put into one form, with what is known of their origin.
 *
 * @param store where they go
 * @param model name of the architecture
 * @param network what they must fit
 * @param published what is published for the architecture; null when nothing is
 * @param today noted with them
 */
public record WeightImport(
        WeightStore store, String model, Network network, PublishedWeights published, LocalDate today) {
    /** How long nothing may come before the line counts as broken. */
    private static final Duration STALL = Duration.ofSeconds(60);

    /** The fact that somebody put another file in the published one's place. */
    static final String UNCHECKED = "unchecked";

    private static final String UNKNOWN_LICENCE = "not stated by the file; ask whoever gave it";

    /**
     * Imports a file.
     *
     * @param name in the store; null: the published name if this is the published file, else the file's own name
     * @return the weights as stored, and where
     * @throws Fault of kind data when the file can't be read or does not fit, of kind usage when other weights have the name
     */
    public Imported file(Path file, String name) {
        WeightSet weights = withOrigin(WeightFile.read(file, model, network), file);
        String kept = name == null ? nameOf(weights, file) : name;
        requireFree(kept, weights);
        return save(weights, kept);
    }

    /** Another file of the same stem must not take the place of the first unseen. */
    private void requireFree(String name, WeightSet weights) {
        String own = weights.facts().get("sha256");
        store.list().stream()
                .filter(listing ->
                        listing.model().equals(model) && listing.name().equals(name))
                .filter(listing -> own == null || !own.equals(listing.facts().get("sha256")))
                .findFirst()
                .ifPresent(other -> {
                    throw Fault.usage("other weights are kept as " + name + " already (" + other.file() + ", from "
                            + other.facts().getOrDefault("source", "somewhere")
                            + "); give these another name with --out, or delete that file");
                });
    }

    /**
     * Imports a copy of the published file.
     *
     * @param any whether another file will do; the note then says that it is another
     * @throws Fault of kind data when it is another file and {@code any} is false
     */
    public Imported publishedFile(Path file, boolean any) {
        WeightSource source = WeightSource.of(file, Layout.KERAS_H5);
        if (!any && !source.md5().equals(published.md5())) {
            throw Fault.data(file + ": not the published file: its MD5 is " + source.md5() + ", not " + published.md5()
                    + "; fetch " + published.url() + " again, or accept this one with --any");
        }
        WeightSet weights = withOrigin(WeightFile.read(file, model, network), file);
        boolean same = source.md5().equals(published.md5());
        return save(same ? weights : weights.with(Map.of(UNCHECKED, "not the published file")), published.name());
    }

    /** The published weights as they are kept already; null when they are not, or another file has their place. */
    public WeightListing kept() {
        return store.list().stream()
                .filter(listing ->
                        listing.model().equals(model) && listing.name().equals(published.name()))
                .filter(listing -> published.md5().equals(listing.facts().get("md5")))
                .findFirst()
                .orElse(null);
    }

    /**
     * Fetches the published file, checks it against its MD5, and imports it. What came before the line broke is kept
     * beside the store's files and completed next time; a whole file that is not the published one is deleted.
     *
     * @throws Fault of kind data, in one line, when it can't be fetched or is not the published one
     */
    public Imported fetched(Progress progress) {
        Path folder = store.folder(model);
        return OutputLock.holding(folder.resolve(".pull.lock"), folder.toString(), () -> fetchedAlone(progress));
    }

    private Imported fetchedAlone(Progress progress) {
        Path part = store.folder(model).resolve(published.fileName() + ".part");
        Download.fetch(published.url(), part, STALL, progress);
        String md5 = WeightSource.of(part, Layout.KERAS_H5).md5();
        if (!md5.equals(published.md5())) {
            AtomicFile.deleteFile(part);
            throw Fault.data(published.url() + ": what came is not the published file (its MD5 is " + md5 + ", not "
                    + published.md5() + "); it was deleted, run the command again");
        }
        Path whole = store.folder(model).resolve(published.fileName());
        rename(part, whole);
        Imported imported = save(withOrigin(WeightFile.read(whole, model, network), whole), published.name());
        AtomicFile.deleteFile(whole);
        return imported;
    }

    /** The same, fetching from another place. */
    public WeightImport from(URI mirror) {
        return new WeightImport(store, model, network, published.from(mirror), today);
    }

    private Imported save(WeightSet weights, String name) {
        return new Imported(weights, store.save(model, name, weights));
    }

    private WeightSet withOrigin(WeightSet weights, Path file) {
        WeightSource source = weights.source();
        boolean isPublished = published != null && source.md5().equals(published.md5());
        var facts = new LinkedHashMap<String, String>();
        facts.put("model", model);
        if (!weights.facts().containsKey("source")) {
            facts.put("source", isPublished ? published.url().toString() : String.valueOf(file.getFileName()));
            facts.put("licence", isPublished ? published.licence() : UNKNOWN_LICENCE);
            facts.put("layout", source.layout().words());
            facts.put("sha256", source.sha256());
            facts.put("md5", source.md5());
        }
        if (isPublished && published.trainedOn() != null) {
            facts.put("trained_on", published.trainedOn());
        }
        facts.put("imported", today.toString());
        return weights.with(facts);
    }

    private String nameOf(WeightSet weights, Path file) {
        if (published != null && weights.source().md5().equals(published.md5())) {
            return published.name();
        }
        String plain = String.valueOf(file.getFileName())
                .replaceFirst("(\\.weights)?\\.(h5|hdf5|safetensors)$", "")
                .replaceAll("[^A-Za-z0-9._-]", "_")
                .replaceFirst("^[^A-Za-z0-9]+", "");
        return plain.isEmpty() ? "imported" : plain;
    }

    private static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Fault.data("cannot rename " + from + ": " + FileReason.of(e), e);
        }
    }

    /**
     * What was imported.
     *
     * @param weights as stored
     * @param listing where
     */
    public record Imported(WeightSet weights, WeightListing listing) {}
}
