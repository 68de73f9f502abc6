package dev.sulcus.workflow;

import dev.sulcus.bundle.BuildClassPath;
import dev.sulcus.bundle.BundleConfig;
import dev.sulcus.bundle.BundleHome;
import dev.sulcus.bundle.BundleKind;
import dev.sulcus.bundle.BundlePlan;
import dev.sulcus.bundle.BundleResult;
import dev.sulcus.bundle.Bundler;
import dev.sulcus.bundle.NativeList;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code bundle} does. */
public final class BundleWork {
    private BundleWork() {}

    /**
     * Makes a bundle from the checkout or distribution that runs.
     *
     * @param folder of that checkout or distribution
     * @param javaHome the JDK whose jlink makes the runtime
     * @throws Fault as {@link Bundler#make} and {@link BuildClassPath#find} throw
     */
    public static BundleResult run(BundleConfig config, Path folder, Path javaHome, Narrator narrator) {
        Bundler.requireNew(config.out());
        var home = new BundleHome(folder, javaHome, Versions.number(), Versions.programRevision());
        BuildClassPath build = build(home.folder(), config.kind(), narrator);
        BundlePlan plan =
                BundlePlan.of(build.classPath(), build.archives(), NativeList.read(home.libraries(), config.kind()));
        BundleResult result;
        try (var copying = narrator.task("copying", plan.bytes());
                var packing = new Packing(narrator)) {
            result = Bundler.make(config, home, plan, new Bundler.Listener() {
                @Override
                public void copied(long bytes) {
                    copying.at(bytes, plan.bytes());
                }

                @Override
                public void packed(long bytes, long total) {
                    packing.at(bytes, total);
                }
            });
        }
        result.absent()
                .forEach(library -> narrator.warn(
                        library + " is not on this machine and so not in the bundle; the other machine must have it"));
        narrator.say(summary(result));
        return result;
    }

    private static BuildClassPath build(Path home, BundleKind kind, Narrator narrator) {
        return BuildClassPath.find(home, kind).orElseGet(() -> {
            narrator.say("asking Maven for the libraries of the build for "
                    + kind.word().toUpperCase(Locale.ROOT) + "s…");
            BuildClassPath.resolve(home, kind);
            return BuildClassPath.find(home, kind)
                    .orElseThrow(() -> Fault.data("Maven left no class path in " + home.resolve("target")
                            + "; run ./sulcus --" + kind.word() + " doctor there"));
        });
    }

    private static String summary(BundleResult result) {
        String folder = String.format(
                Locale.ROOT, "%s: %,d files, %,.0f MiB", result.folder(), result.files(), mebibytes(result.bytes()));
        return result.pieces() == 0
                ? folder
                : folder
                        + String.format(
                                Locale.ROOT,
                                ", in %d pieces of %,.0f MiB in all; join them with: sh join.sh PIECES OUT",
                                result.pieces(),
                                mebibytes(result.packedBytes()));
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    /** A second task that opens when the first has ended: a narrator shows one at a time. */
    private static final class Packing implements AutoCloseable {
        private final Narrator narrator;
        private Narrator.Task task;

        Packing(Narrator narrator) {
            this.narrator = narrator;
        }

        void at(long bytes, long total) {
            if (task == null) {
                task = narrator.task("packing", total);
            }
            task.at(bytes, total);
        }

        @Override
        public void close() {
            if (task != null) {
                task.close();
            }
        }
    }
}
