package dev.sulcus.workflow;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.shortcut.ShortcutAudit;

/**
 * What {@code explore} found, as explore.json keeps it: the summary's members, and one more.
 *
 * @param summary what the folder holds
 * @param shortcutAudit what file facts give away; null when a label has fewer than five independent groups
 */
public record ExploreResult(@JsonUnwrapped DatasetSummary summary, ShortcutAudit shortcutAudit) {}
