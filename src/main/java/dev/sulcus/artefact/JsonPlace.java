package dev.sulcus.artefact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;

/**
 * Where in a document a member is that does not fit. A record is built only when its last member has been read, so the
 * line that the parser has reached by then is too late. Stateless.
 */
final class JsonPlace {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonPlace() {}

    /** " (line N)", N from 1; empty when it is not known. */
    static String line(JsonProcessingException e, String text) {
        int line =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? lineOf(pointer(mapping), text)
                        : reached(e);
        return line < 1 ? "" : " (line " + line + ")";
    }

    private static int reached(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private static int lineOf(JsonPointer wanted, String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().pathAsPointer().equals(wanted)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
            return 0;
        } catch (IOException broken) {
            return 0;
        }
    }

    private static JsonPointer pointer(JsonMappingException e) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer;
    }
}
