package dev.sulcus.artefact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON as Sulcus writes and reads it: UTF-8, two spaces, members in the order the record declares them; a number that
 * is undefined (NaN) or infinite is {@code null}, for JSON has no word for it; on reading, {@code null} becomes NaN.
 * Unknown members are an error, so that a misspelt setting is not silently ignored. Thread-safe.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule()
                    .addSerializer(double.class, new FiniteOrNull())
                    .addSerializer(Double.class, new FiniteOrNull())
                    .addSerializer(double[].class, new FiniteOrNullArray())
                    .addDeserializer(double.class, new NullAsNan())
                    .addDeserializer(double[].class, new NullAsNanArray()))
            .build();

    private Json() {}

    /** The indented document for {@code value}, ending with a line feed. */
    public static String pretty(Object value) {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not expressible as JSON: " + value.getClass(), e);
        }
    }

    /** The document for {@code value} on one line, without a line feed. */
    public static String compact(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not expressible as JSON: " + value.getClass(), e);
        }
    }

    /** Writes {@link #pretty} of {@code value}, whole or not at all. */
    public static void write(Path target, Object value) {
        AtomicFile.writeText(target, pretty(value));
    }

    /**
     * Reads one document as {@code type}. A number must be a number, a whole one where it counts something; a member
     * that is named twice is an error.
     *
     * @throws Fault of kind data, naming the file and the place, when it is missing or does not fit
     */
    public static <T> T read(Path source, Class<T> type) {
        return parse(source, text(source), type);
    }

    /** As {@link #read}, where {@code text} is a part of the file. */
    public static <T> T parse(Path source, String text, Class<T> type) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw Fault.data(source + ": holds nothing (null)");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Fault.data(source + ": " + JsonReason.of(e) + JsonPlace.line(e, text), e);
        }
    }

    /**
     * {@code base} with the members that {@code changes} names replaced: objects member by member, to any depth; a list
     * as a whole.
     *
     * @throws Fault of kind usage, naming the member, when {@code changes} is no object or does not fit
     */
    public static <T> T merge(T base, JsonNode changes, Class<T> type) {
        if (!(changes instanceof ObjectNode members)) {
            throw Fault.usage("settings must be an object in { }, such as {\"training\": {\"epochs\": 10}}");
        }
        ObjectNode tree = MAPPER.valueToTree(base);
        replace(tree, members);
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw Fault.usage("settings do not fit: " + JsonReason.of(e));
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw Fault.data("cannot read " + source + ": " + FileReason.of(e), e);
        }
    }

    private static void replace(ObjectNode base, ObjectNode changes) {
        changes.properties().forEach(change -> {
            if (base.get(change.getKey()) instanceof ObjectNode inner
                    && change.getValue() instanceof ObjectNode changed) {
                replace(inner, changed);
            } else {
                base.set(change.getKey(), change.getValue());
            }
        });
    }

    /** The tree of {@code value}, to be looked into by name. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static final class FiniteOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                generator.writeNumber(value);
            } else {
                generator.writeNull();
            }
        }
    }

    private static final class FiniteOrNullArray extends JsonSerializer<double[]> {
        private static final FiniteOrNull ELEMENT = new FiniteOrNull();

        @Override
        public void serialize(double[] values, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeStartArray();
            for (double value : values) {
                ELEMENT.serialize(value, generator, provider);
            }
            generator.writeEndArray();
        }
    }

    private static final class NullAsNanArray extends JsonDeserializer<double[]> {
        @Override
        public double[] deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Double[] boxed = context.readValue(parser, Double[].class);
            double[] values = new double[boxed.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = boxed[i] == null ? Double.NaN : boxed[i];
            }
            return values;
        }
    }

    private static final class NullAsNan extends JsonDeserializer<Double> {
        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return (Double) context.handleUnexpectedToken(double.class, parser);
            }
            return parser.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }

        @Override
        public Double getAbsentValue(DeserializationContext context) {
            return Double.NaN;
        }
    }
}
