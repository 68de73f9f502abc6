package dev.sulcus.dataset;

/**
 * The order of names everywhere: by Unicode code point, as Python sorts text and as UTF-8 bytes sort, whatever the file
 * system or the locale says. Differs from {@link String#compareTo} beyond the basic plane. Stateless, thread-safe.
 */
public final class CodePointOrder {
    private CodePointOrder() {}

    /** Negative, zero or positive as {@code a} comes before, with or after {@code b}. */
    public static int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate is half of a code point above every single char, but is itself below U+E000 to U+FFFF.
                return Character.isSurrogate(x) == Character.isSurrogate(y) ? x - y : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
