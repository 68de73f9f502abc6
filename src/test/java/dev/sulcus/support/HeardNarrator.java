package dev.sulcus.support;

import dev.sulcus.workflow.Narrator;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is said, warned and cried out, in order. */
public final class HeardNarrator implements Narrator {
    private final Narrator quiet = new QuietNarrator();
    private final List<String> lines = new ArrayList<>();

    /** Every line so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void say(String line) {
        lines.add(line);
    }

    @Override
    public void warn(String line) {
        lines.add(line);
    }

    @Override
    public void alarm(String line) {
        lines.add(line);
    }

    @Override
    public Task task(String name, long total) {
        return quiet.task(name, total);
    }
}
