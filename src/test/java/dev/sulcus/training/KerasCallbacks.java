package dev.sulcus.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.support.Golden;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What Keras' callbacks decided on random sequences; see golden/callbacks/make.py. */
final class KerasCallbacks {
    private KerasCallbacks() {}

    static List<JsonNode> cases(String name) {
        JsonNode cases = Json.read(Golden.resource("callbacks/" + name + ".json"), JsonNode.class);
        return StreamSupport.stream(cases.spliterator(), false).toList();
    }

    static List<EpochRecord> epochs(JsonNode c) {
        JsonNode values = c.get("values");
        Monitor monitor = monitor(c);
        return IntStream.range(0, values.size())
                .mapToObj(i -> epoch(
                        monitor,
                        i + 1,
                        values.get(i).isNull() ? Double.NaN : values.get(i).doubleValue()))
                .toList();
    }

    static Monitor monitor(JsonNode c) {
        return Monitor.valueOf(c.get("monitor").textValue().toUpperCase(java.util.Locale.ROOT));
    }

    static Mode mode(JsonNode c) {
        return Mode.valueOf(c.get("mode").textValue().toUpperCase(java.util.Locale.ROOT));
    }

    /** An epoch in which only one figure is of interest; the others improve, whatever better means. */
    static EpochRecord epoch(Monitor monitor, int epoch, double value) {
        double better = epoch;
        double less = -epoch;
        return new EpochRecord(
                epoch,
                monitor == Monitor.LOSS ? value : less,
                monitor == Monitor.ACCURACY ? value : better,
                monitor == Monitor.VAL_LOSS ? value : less,
                monitor == Monitor.VAL_ACCURACY ? value : better,
                monitor == Monitor.VAL_AUC ? value : better,
                1e-3,
                1,
                1);
    }
}
