package dev.sulcus.bundle;

import java.util.List;

/**
 * What a bundle says about itself, in its bundle.json.
 *
 * @param schema version of this document
 * @param kind cpu or gpu
 * @param version of Sulcus
 * @param revision of its sources, or null
 * @param java the runtime's release, as its maker writes it
 * @param modules of that runtime
 * @param libraries native ones
 */
record BundleListing(
        int schema,
        String kind,
        String version,
        String revision,
        String java,
        List<String> modules,
        List<Library> libraries) {
    /**
     * One native library.
     *
     * @param file below the bundle's folder
     * @param bytes of the file
     * @param reason why it is there
     */
    record Library(String file, long bytes, String reason) {}
}
