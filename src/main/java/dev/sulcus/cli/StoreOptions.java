package dev.sulcus.cli;

import dev.sulcus.device.Installation;
import dev.sulcus.workflow.ModelsWork;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where weights are kept that belong to no run. */
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Folder of weights (default: sulcus/weights in $XDG_CACHE_HOME or ~/.cache).")
    private Path store;

    Path folder() {
        return store == null ? Installation.weightStore() : store;
    }

    ModelsWork work() {
        return new ModelsWork(Installation.models(), folder());
    }
}
