package dev.sulcus.artefact;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sulcus.fault.Fault;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a JSON document does not fit, in words for a person: members by their place, no class names. Stateless. */
final class JsonReason {
    private static final int SHOWN = 40;

    private JsonReason() {}

    static String of(JsonProcessingException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault fault) {
                return fault.getMessage();
            }
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown);
        }
        if (e instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        if (e instanceof JsonMappingException mapping) {
            return place(mapping) + " lacks a member, or holds one that does not fit";
        }
        return "not valid JSON: " + firstLine(e);
    }

    private static String unknown(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds() == null ? List.of() : e.getKnownPropertyIds();
        String names = known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return "unknown member " + place(e) + "; known here: " + names;
    }

    private static String mismatch(MismatchedInputException e) {
        if (e.getPath().isEmpty() && e.getTargetType() == null || firstLine(e).startsWith("No content")) {
            return "not valid JSON: the file holds nothing";
        }
        return place(e) + " does not fit: it must be " + wanted(e.getTargetType());
    }

    private static String wanted(Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> Json.tree(constant).asText())
                    .collect(Collectors.joining(" or "));
        }
        if (type == double.class || type == Double.class || type == float.class) {
            return "a number";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number, not too large";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list in [ ]";
        }
        return type == String.class || isText(type) ? "a text in quotes" : "an object in { }";
    }

    /** A type of ours that JSON holds as text, such as a split's rule. */
    private static boolean isText(Class<?> type) {
        return Stream.of(type.getMethods())
                .anyMatch(method ->
                        method.isAnnotationPresent(JsonValue.class) && method.getReturnType() == String.class);
    }

    private static String place(JsonMappingException e) {
        String place = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining());
        return place.isEmpty() ? "the document" : place.substring(place.startsWith(".") ? 1 : 0);
    }

    private static String firstLine(JsonProcessingException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        int source = first.indexOf(" (start marker");
        first = source < 0 ? first : first.substring(0, source);
        return first.length() > 4 * SHOWN ? first.substring(0, 4 * SHOWN) + "…" : first;
    }
}
