package dev.sulcus.training;

import java.util.List;

/**
 * What pretraining on painted lesions needs to know of the scans beside their files. Arrays are owned by the record.
 *
 * @param config the mixture
 * @param kinds names of the kinds of tumour, in order
 * @param trainingKind of each training scan the index of its kind; -1 for a healthy head
 * @param trainingGroup of each training scan its group of near-duplicates: a draw takes a group, then one of it
 * @param heldKind of each held scan the index of its kind; -1 for a healthy head
 */
public record LesionPlan(
        LesionConfig config, List<String> kinds, int[] trainingKind, int[] trainingGroup, int[] heldKind) {
    /** Copies the list. */
    public LesionPlan {
        kinds = List.copyOf(kinds);
    }
}
