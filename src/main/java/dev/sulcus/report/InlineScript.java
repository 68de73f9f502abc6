package dev.sulcus.report;

import dev.sulcus.artefact.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A script that stands inside a page, and the word by which the page's content security policy allows this very text
 * and no other: a file name that gets past the escaping still can't run.
 *
 * @param text never holds an end tag of a script
 */
record InlineScript(String text) {
    /** Checks that the text can stand inside a script element. */
    InlineScript {
        if (text.toLowerCase(Locale.ROOT).contains("</script")) {
            throw new IllegalArgumentException("a script that holds its own end tag");
        }
    }

    /** The source expression, as in W3C's Content Security Policy Level 3, 2.3.1: {@code 'sha256-…'}. */
    String policy() {
        byte[] hash = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }
}
