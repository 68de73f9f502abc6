package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.workflow.Narrator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TerminalNarratorTest {
    private final StringWriter news = new StringWriter();
    private final StringWriter warnings = new StringWriter();
    private final AtomicReference<String> opening = new AtomicReference<>();
    private final Narrator narrator =
            new TerminalNarrator(new PrintWriter(news), new PrintWriter(warnings), () -> false, opening::get);

    @Test
    void shouldSayOnceAndFirstWhatTheMachinesOwnerShouldKnow() {
        opening.set("computing on the CPU");
        narrator.warn("a scan is damaged");
        narrator.say("done");
        assertThat(news.toString().lines()).containsExactly("computing on the CPU", "done");
        assertThat(warnings.toString().lines()).containsExactly("warning: a scan is damaged");
    }

    @Test
    void shouldSayItWithTheFirstTaskToo() {
        opening.set("computing on the CPU");
        try (Narrator.Task task = narrator.task("reading", 2)) {
            task.line("1 of 2");
        }
        assertThat(news.toString().lines()).containsExactly("computing on the CPU", "1 of 2");
    }

    @Test
    void shouldWaitUntilItIsKnown() {
        narrator.say("looking");
        opening.set("computing on the CPU");
        narrator.say("scoring");
        assertThat(news.toString().lines()).containsExactly("looking", "computing on the CPU", "scoring");
    }

    @Test
    void shouldBeSilentWhereNothingIsSaid() {
        opening.set("computing on the CPU");
        assertThat(news.toString() + warnings).isEmpty();
    }
}
