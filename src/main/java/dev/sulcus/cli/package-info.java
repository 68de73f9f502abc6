/** The command line: one class per verb; turns options into settings, calls a stage, maps faults to exit codes. */
package dev.sulcus.cli;
