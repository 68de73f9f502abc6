package dev.sulcus.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * A data folder that has been read once: every readable scan in the order of its path (code point order), and every
 * file that is not. Immutable; the scans do not depend on the order in which the file system lists them.
 *
 * @param root the folder
 * @param roles which classes mean tumour
 * @param scans readable, sorted by path
 * @param unreadable the others, sorted by path
 */
public record Dataset(Path root, ClassRoles roles, List<Scan> scans, List<UnreadableScan> unreadable) {}
