package dev.sulcus.weights;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Weights that somebody publishes for an architecture: {@code models/MODEL/published.json}.
 *
 * @param name under which the store keeps them
 * @param url where they are fetched from
 * @param md5 of the file, in lower-case hexadecimal, as its publisher gives it
 * @param licence the name of their licence
 * @param trainedOn what they learnt
 */
public record PublishedWeights(String name, URI url, String md5, String licence, String trainedOn) {
    /** Checks that all is given. */
    public PublishedWeights {
        if (name == null || url == null || url.getHost() == null || md5 == null || !md5.matches("[0-9a-f]{32}")) {
            throw Fault.data("name, url or md5 is missing or is none");
        }
        WeightStore.requireName(name);
    }

    /**
     * What is published for a model.
     *
     * @param models the folder models/
     * @return null when there is nothing
     * @throws Fault of kind data when the file does not fit
     */
    public static PublishedWeights find(Path models, String model) {
        Path file = models.resolve(model).resolve("published.json");
        return Files.isRegularFile(file) ? Json.read(file, PublishedWeights.class) : null;
    }

    /** The same file from another place. */
    public PublishedWeights from(URI mirror) {
        return new PublishedWeights(name, mirror, md5, licence, trainedOn);
    }

    /** The file's name. */
    public String fileName() {
        String path = url.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? name : last;
    }
}
