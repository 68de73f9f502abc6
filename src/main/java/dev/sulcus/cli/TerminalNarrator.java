package dev.sulcus.cli;

import dev.sulcus.workflow.Narrator;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** Speaks to a person: colours and bars on a terminal, plain lines elsewhere. Used by one thread. */
final class TerminalNarrator implements Narrator {
    private static final int REFRESH_MILLIS = 200;

    private final PrintWriter news;
    private final PrintWriter warnings;
    private final BooleanSupplier stopWish;
    private final boolean terminal;

    TerminalNarrator(PrintWriter news, PrintWriter warnings, BooleanSupplier stopWish) {
        this.stopWish = stopWish;
        this.news = news;
        this.warnings = warnings;
        terminal = System.console() != null && isTerminal();
    }

    @Override
    public void say(String line) {
        news.println(line);
        news.flush();
    }

    @Override
    public void warn(String line) {
        print(warnings, "yellow", "warning: " + line);
    }

    @Override
    public void alarm(String line) {
        print(warnings, "red,bold", line);
    }

    @Override
    public boolean stopWished() {
        return stopWish.getAsBoolean();
    }

    @Override
    public Task task(String name, long total) {
        return terminal ? new Bar(name, total, news) : new Quiet(news);
    }

    private void print(PrintWriter out, String style, String line) {
        // The text is not parsed for markup: a path may hold any letter.
        Ansi ansi = Ansi.AUTO;
        String text = ansi.enabled()
                ? Ansi.Style.on(Ansi.Style.parse(style)) + line + Ansi.Style.off(Ansi.Style.parse(style))
                : line;
        out.println(text);
        out.flush();
    }

    /** JDK 22 and later have a console even without a terminal; they say so themselves. */
    private static boolean isTerminal() {
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (ReflectiveOperationException e) {
            return true; // JDK 17 to 21: there is a console only on a terminal
        }
    }

    /** A bar on standard error. */
    private static final class Bar implements Task {
        private final ProgressBar bar;
        private final PrintWriter news;

        Bar(String name, long total, PrintWriter news) {
            this.news = news;
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .clearDisplayOnFinish()
                    .build();
        }

        @Override
        public void at(long done, long total) {
            bar.stepTo(done);
        }

        @Override
        public void detail(String text) {
            bar.setExtraMessage(" " + text);
        }

        @Override
        public void line(String text) {
            news.print("\r\u001b[K"); // the bar's own line makes room
            news.println(text);
            news.flush();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** No bar: lines alone. */
    private record Quiet(PrintWriter news) implements Task {
        @Override
        public void at(long done, long total) {
            // Nothing moves where nobody watches.
        }

        @Override
        public void detail(String text) {
            // Nothing moves where nobody watches.
        }

        @Override
        public void line(String text) {
            news.println(text);
            news.flush();
        }

        @Override
        public void close() {
            news.flush();
        }
    }
}
