package dev.sulcus.cli;

import dev.sulcus.workflow.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"sulcus " + Versions.program(), "Java ${java.version} (${java.vendor})"};
    }
}
