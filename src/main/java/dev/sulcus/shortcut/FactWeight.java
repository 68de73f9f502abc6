package dev.sulcus.shortcut;

/**
 * What one fact gives away.
 *
 * @param fact in words
 * @param aucAlone the AUC that a classifier reaches that knows nothing else, out of fold
 * @param aucLost by how much the AUC of the classifier that knows everything falls when this fact is shuffled among the
 *     scans; about 0 where another fact tells the same
 */
public record FactWeight(String fact, double aucAlone, double aucLost) {}
