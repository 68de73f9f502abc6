package dev.sulcus.report;

import dev.sulcus.metrics.Interval;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Numbers, storage words and pictures for templates: {@code {{ metrics.accuracy | ratio }}}. Thread-safe. */
final class PageFilters extends AbstractExtension {
    @Override
    public Map<String, Filter> getFilters() {
        return Map.ofEntries(
                Map.entry("ratio", filter(value -> NumberText.ratio(real(value)))),
                Map.entry("interval", filter(value -> NumberText.interval((Interval) value))),
                Map.entry("percent", filter(value -> NumberText.percent(real(value)))),
                Map.entry("number", filter(value -> NumberText.number(real(value)))),
                Map.entry("weight", filter(value -> NumberText.weight(real(value)))),
                Map.entry("count", filter(value -> NumberText.count(((Number) value).longValue()))),
                Map.entry("bytes", filter(value -> NumberText.bytes(((Number) value).longValue()))),
                Map.entry("storage", filter(value -> StorageTable.word(value.toString()))),
                Map.entry("base64", filter(value -> Base64.getEncoder().encodeToString((byte[]) value))));
    }

    private static double real(Object value) {
        return ((Number) value).doubleValue();
    }

    private static Filter filter(Function<Object, String> text) {
        return new OneValue(text);
    }

    private record OneValue(Function<Object, String> text) implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return List.of();
        }

        @Override
        public Object apply(
                Object input, Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
            return text.apply(input);
        }
    }
}
