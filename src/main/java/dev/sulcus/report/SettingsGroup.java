package dev.sulcus.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A titled part of the settings and provenance table, flattened from JSON.
 *
 * @param title the member's name, in words
 * @param rows in the document's order
 */
record SettingsGroup(String title, List<Row> rows) {
    private static final int LONGEST_LIST = 12;

    /** One setting: its dotted name inside the group and its value as text. */
    record Row(String name, String value) {}

    /** The groups of one document: its plain members first, under {@code general}, then one per object. */
    static List<SettingsGroup> of(JsonNode document, String general) {
        var plain = new ArrayList<Row>();
        var groups = new ArrayList<SettingsGroup>();
        document.properties().forEach(member -> {
            if (member.getValue().isObject()) {
                var rows = new ArrayList<Row>();
                flatten("", member.getValue(), rows);
                groups.add(new SettingsGroup(words(member.getKey()), rows));
            } else {
                boolean large = member.getKey().equals("parameters");
                String text = large ? NumberText.count(member.getValue().asLong()) : text(member.getValue());
                plain.add(new Row(words(member.getKey()), text));
            }
        });
        if (!plain.isEmpty()) {
            groups.add(0, new SettingsGroup(general, plain));
        }
        return groups;
    }

    private static void flatten(String prefix, JsonNode object, List<Row> rows) {
        object.properties().forEach(member -> {
            String name = prefix + words(member.getKey());
            if (member.getValue().isObject()) {
                flatten(name + " › ", member.getValue(), rows);
            } else {
                rows.add(new Row(name, text(member.getValue())));
            }
        });
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return NumberText.UNDEFINED;
        }
        if (value.isFloatingPointNumber()) {
            return NumberText.number(value.doubleValue());
        }
        if (!value.isArray()) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        var parts = new ArrayList<String>();
        value.forEach(item -> parts.add(text(item)));
        String shown = String.join(", ", parts.subList(0, Math.min(parts.size(), LONGEST_LIST)));
        return parts.size() > LONGEST_LIST ? shown + ", … (" + parts.size() + " in all)" : shown;
    }

    // dataFingerprint and data_fingerprint become "data fingerprint".
    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
