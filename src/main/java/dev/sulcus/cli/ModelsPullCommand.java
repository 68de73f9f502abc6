package dev.sulcus.cli;

import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.Narrator;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models pull}: published weights, from their publisher. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Fetch the published weights of an architecture.",
        description = {
            "Takes them over HTTPS from their publisher, checks the MD5 that stands in models/MODEL/published.json, and"
                    + " keeps them for train. A download that breaks off goes on where it was.",
            "Without network: fetch the file elsewhere, bring it here, and name it with --from. Through a proxy:"
                    + " SULCUS_JAVA_OPTIONS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus models pull efficientnet-b0",
            "  sulcus models pull efficientnet-b0 --from efficientnetb0_notop.h5",
            "  sulcus models pull efficientnet-b0 --url https://mirror.example/efficientnetb0_notop.h5 --json"
        })
final class ModelsPullCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "Architecture, such as efficientnet-b0.")
    private String model;

    @Option(names = "--from", paramLabel = "FILE", description = "The published file, fetched by other means.")
    private Path from;

    @Option(names = "--any", description = "With --from: accept a file that is not the published one, with a warning.")
    private boolean any;

    @Option(names = "--url", paramLabel = "URL", description = "A mirror of the same file; its MD5 must be the same.")
    private URI url;

    @Mixin
    private StoreOptions store;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        if (any && from == null) {
            throw Fault.usage("--any goes with --from FILE");
        }
        if (from != null && url != null) {
            throw Fault.usage("--from and --url are two ways to the same file; give one");
        }
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
            throw Fault.usage("--url is " + url + "; it must begin with https:// or http://");
        }
        try (Interrupt interrupt = Interrupt.listen()) {
            Narrator narrator = output.narrator(interrupt.wish());
            output.document(
                    from == null
                            ? store.work().pull(model, url, narrator)
                            : store.work().pullFrom(from, model, any, narrator));
            return 0;
        }
    }
}
