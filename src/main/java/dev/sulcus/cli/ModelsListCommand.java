package dev.sulcus.cli;

import dev.sulcus.workflow.ModelsDocument;
import dev.sulcus.workflow.Narrator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code models list}: what can be trained, and from which weights. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what can be trained, and which weights are here.",
        description = "Parameters are for pictures of the usual size. Weights are listed with their size and where they"
                + " come from.",
        footerHeading = "%nExamples:%n",
        footer = {"  sulcus models list", "  sulcus models list --json"})
final class ModelsListCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        ModelsDocument document = store.work().list();
        if (!output.json()) {
            Narrator narrator = output.narrator();
            ModelsText.lines(document).forEach(narrator::say);
        }
        output.document(document);
        return 0;
    }
}
