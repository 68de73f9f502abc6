package dev.sulcus.support;

import dev.sulcus.workflow.Narrator;

/** Says nothing to nobody. */
public final class QuietNarrator implements Narrator {
    @Override
    public void say(String line) {}

    @Override
    public void warn(String line) {}

    @Override
    public void alarm(String line) {}

    @Override
    public Task task(String name, long total) {
        return new Task() {
            @Override
            public void at(long done, long all) {}

            @Override
            public void detail(String text) {}

            @Override
            public void line(String text) {}

            @Override
            public void close() {}
        };
    }
}
