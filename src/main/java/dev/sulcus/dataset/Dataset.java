package dev.sulcus.dataset;

import dev.sulcus.artefact.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A data folder that has been read once: every readable scan in the order of its path (code point order), and every
 * file that is not. Immutable; the scans do not depend on the order in which the file system lists them.
 *
 * @param root the folder
 * @param roles which classes mean tumour
 * @param scans readable, sorted by path
 * @param unreadable the others, sorted by path
 */
public record Dataset(Path root, ClassRoles roles, List<Scan> scans, List<UnreadableScan> unreadable) {
    /** The label of every scan, in their order: 1 tumour, 0 none. A fresh array. */
    public int[] labels() {
        return scans.stream().mapToInt(Scan::label).toArray();
    }

    /** How many scans have {@code label}: 1 tumour, 0 none. */
    public int count(int label) {
        return (int) scans.stream().filter(scan -> scan.label() == label).count();
    }

    /**
     * What the data is: SHA-256 over content hash, label and path of every readable scan. The same wherever the folder
     * lies and in whatever order it is listed; another when a file is added, removed, renamed, changed or labelled
     * otherwise.
     */
    public String fingerprint() {
        return Sha256.of(scans.stream()
                .sorted((a, b) -> CodePointOrder.compare(a.path(), b.path()))
                .map(scan -> scan.facts().sha256() + " " + scan.label() + " " + scan.path() + "\0")
                .collect(Collectors.joining()));
    }
}
