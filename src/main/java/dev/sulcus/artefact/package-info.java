/** Files that appear whole or not at all, JSON as this program writes it, and content hashes. */
package dev.sulcus.artefact;
