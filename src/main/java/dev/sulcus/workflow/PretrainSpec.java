package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.nio.file.Files;
import java.util.List;

/**
 * run.json of a pretraining: what produced its weights.
 *
 * @param schema version of this record
 * @param kind {@value #KIND}
 * @param status where it stands
 * @param recipe the resolved settings
 * @param data what it learnt from
 * @param parameters numbers of the network that is trained, its second head included
 * @param versions what made it
 * @param device what it ran on
 * @param started ISO 8601, UTC
 * @param ended ISO 8601, UTC; null while it runs
 * @param outcome how training went; null until it has ended
 * @param warnings what a reader should know before they use the weights
 */
public record PretrainSpec(
        int schema,
        String kind,
        RunSpec.Status status,
        PretrainRecipe recipe,
        Data data,
        long parameters,
        Versions versions,
        String device,
        String started,
        String ended,
        RunSpec.Outcome outcome,
        List<String> warnings) {
    /** The version this program writes. */
    public static final int SCHEMA = 1;

    /** What tells this run.json from that of a training. */
    public static final String KIND = "pretraining";

    /** Refuses what a newer program wrote. */
    public PretrainSpec {
        if (schema > SCHEMA) {
            throw Fault.data("run.json was written by a newer Sulcus (schema " + schema + "); update Sulcus");
        }
        if (status == null || recipe == null || data == null || versions == null) {
            throw Fault.data("lacks status, recipe, data or versions; restore it from a copy");
        }
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /**
     * Reads run.json of a folder.
     *
     * @throws Fault of kind data when there is none, of kind usage when it is a training's
     */
    static PretrainSpec read(RunFolder folder) {
        if (!Files.isRegularFile(folder.run())) {
            throw Fault.data(
                    folder.path() + ": no run here (there is no run.json); name the folder that pretrain wrote");
        }
        JsonNode kind = Json.read(folder.run(), JsonNode.class).path("kind");
        if (!KIND.equals(kind.asText())) {
            throw Fault.usage(folder.path() + " holds no pretraining; for a training use train --resume");
        }
        return Json.read(folder.run(), PretrainSpec.class);
    }

    PretrainSpec withStatus(RunSpec.Status newStatus, String when, RunSpec.Outcome how) {
        return new PretrainSpec(
                schema, kind, newStatus, recipe, data, parameters, versions, device, started, when, how, warnings);
    }

    /**
     * What was learnt from.
     *
     * @param folder absolute path
     * @param fingerprint hash of paths, contents and labels of all readable scans, dropped ones included
     * @param negative classes of healthy heads
     * @param kinds classes of tumours, one kind each
     * @param scans readable ones
     * @param excluded the folders of which nothing may be learnt
     * @param dropped scans left out because they share a group of near-duplicates with a scan of those folders
     * @param droppedDirectly those of them that show the very picture; the others are linked to it by near-duplicates
     * @param groups independent ones among the scans that are left
     * @param classes what became of each class
     * @param splitHash hash of who trains and who is held back
     */
    public record Data(
            String folder,
            String fingerprint,
            List<String> negative,
            List<String> kinds,
            int scans,
            List<Excluded> excluded,
            int dropped,
            int droppedDirectly,
            int groups,
            List<ClassShare> classes,
            String splitHash) {
        /** Refuses what lacks the members that find the data again. */
        public Data {
            if (folder == null || fingerprint == null || negative == null || kinds == null) {
                throw Fault.data("data lacks folder, fingerprint, negative or kinds; restore it from a copy");
            }
            excluded = excluded == null ? List.of() : List.copyOf(excluded);
            classes = classes == null ? List.of() : List.copyOf(classes);
        }
    }

    /**
     * A folder of which nothing may be learnt.
     *
     * @param folder absolute path
     * @param fingerprint hash of paths and contents
     * @param scans readable ones
     */
    public record Excluded(String folder, String fingerprint, int scans) {}

    /**
     * What became of the scans of one class.
     *
     * @param name of the class
     * @param scans readable ones
     * @param dropped left out
     * @param training learnt from
     * @param held held back
     */
    public record ClassShare(String name, int scans, int dropped, int training, int held) {}
}
