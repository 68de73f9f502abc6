/** What can be told of the label without looking at the brain: a classifier on facts about the files alone. */
package dev.sulcus.shortcut;
