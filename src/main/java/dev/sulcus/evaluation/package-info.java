/** A model over labelled scans: predictions, figures, and whether they mean anything. */
package dev.sulcus.evaluation;
