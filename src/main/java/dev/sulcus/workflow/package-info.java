/** One class per verb: what a command does, without a terminal. */
package dev.sulcus.workflow;
