/** Settings, loop, loss, optimizer, schedules, early stopping and checkpoints: from a split to a bundle. */
package dev.sulcus.training;
