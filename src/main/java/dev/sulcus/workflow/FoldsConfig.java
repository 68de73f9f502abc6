package dev.sulcus.workflow;

/**
 * A cross-validation to plan.
 *
 * @param folds how many, 2 to 1000; 0 plans none
 * @param seed what the drawing begins with
 */
public record FoldsConfig(int folds, long seed) {
    /** Plans none. */
    public static final FoldsConfig NONE = new FoldsConfig(0, 0);
}
