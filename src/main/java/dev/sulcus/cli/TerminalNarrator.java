package dev.sulcus.cli;

import dev.sulcus.workflow.Narrator;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/** Speaks to a person: colours and bars on a terminal, plain lines elsewhere. Used by one thread; its tasks by several. */
final class TerminalNarrator implements Narrator {
    private static final long REFRESH_NANOS = 100_000_000;

    private static final int USUAL_COLUMNS = 80;

    /** Room for the ^C that a terminal echoes, which would wrap the line, and for the cursor. */
    private static final int CARET_C = 3;

    /** As the launcher found it. */
    private static final int COLUMNS = columns(System.getenv("SULCUS_COLUMNS"));

    private final PrintWriter news;
    private final PrintWriter warnings;
    private final BooleanSupplier stopWish;
    private final Supplier<String> opening;
    private boolean opened;
    private final boolean terminal;
    private final Object lock = new Object();
    private Bar bar;

    /**
     * Speaks to two writers.
     *
     * @param stopWish asked from any thread
     * @param opening what to say before anything else is said, as soon as it is no longer null: bad input, which ends a
     *     command before it says anything, leaves one line and not two
     */
    TerminalNarrator(PrintWriter news, PrintWriter warnings, BooleanSupplier stopWish, Supplier<String> opening) {
        this.stopWish = stopWish;
        this.opening = opening;
        this.news = news;
        this.warnings = warnings;
        terminal = System.console() != null && isTerminal() && knowsEscapes(System.getenv("TERM"));
    }

    @Override
    public void say(String line) {
        open();
        print(news, line);
    }

    @Override
    public void warn(String line) {
        open();
        print(warnings, "yellow", "warning: " + line);
    }

    @Override
    public void alarm(String line) {
        open();
        print(warnings, "red,bold", line);
    }

    @Override
    public boolean stopWished() {
        return stopWish.getAsBoolean();
    }

    @Override
    public Task task(String name, long total) {
        open();
        if (!terminal) {
            return new Quiet(news);
        }
        synchronized (lock) {
            bar = new Bar(name, total);
            return bar;
        }
    }

    private void open() {
        synchronized (lock) {
            String line = opened ? null : opening.get();
            if (line != null) {
                opened = true;
                print(news, line);
            }
        }
    }

    private void print(PrintWriter out, String style, String line) {
        // The text is not parsed for markup: a path may hold any letter.
        Ansi ansi = Ansi.AUTO;
        String text = ansi.enabled()
                ? Ansi.Style.on(Ansi.Style.parse(style))
                        + line
                        + Ansi.Style.reset.on() // "bold off" underlines on xterm
                : line;
        print(out, text);
    }

    private void print(PrintWriter out, String line) {
        synchronized (lock) {
            if (bar != null) {
                bar.clear();
            }
            out.println(line);
            out.flush();
            if (bar != null) {
                bar.draw();
            }
        }
    }

    static int columns(String said) {
        try {
            int columns = said == null ? USUAL_COLUMNS : Integer.parseInt(said.trim());
            return columns < 1 ? USUAL_COLUMNS : columns;
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }

    private static boolean knowsEscapes(String term) {
        return term != null && !term.isEmpty() && !term.equals("dumb");
    }

    /** JDK 22 and later have a console even without a terminal; they say so themselves. */
    private static boolean isTerminal() {
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (ReflectiveOperationException e) {
            return true; // JDK 17 to 21: there is a console only on a terminal
        }
    }

    /**
     * A line that is drawn over itself. What is said meanwhile takes its place, and it is drawn again below. Thread-safe:
     * files are looked into by several threads.
     */
    private final class Bar implements Task {
        /** To the line's start, and no wrapping while it is drawn: a terminal made narrower shows less, not more lines. */
        private static final String BEGIN = "\r\u001b[?7l";

        /** The rest of the line goes, wrapping is back. */
        private static final String END = "\u001b[K\u001b[?7h";

        private final String name;
        private final long start = System.nanoTime();
        private long drawn;
        private long done;
        private long total;
        private String detail = "";

        Bar(String name, long total) {
            this.name = name;
            this.total = total;
            draw();
        }

        @Override
        public void at(long newDone, long newTotal) {
            synchronized (lock) {
                done = newDone;
                total = newTotal;
                drawIfDue();
            }
        }

        @Override
        public void detail(String text) {
            synchronized (lock) {
                detail = text;
                drawIfDue();
            }
        }

        @Override
        public void line(String text) {
            say(text);
        }

        @Override
        public void close() {
            synchronized (lock) {
                clear();
                bar = null;
            }
        }

        private void drawIfDue() {
            if (System.nanoTime() - drawn >= REFRESH_NANOS) {
                draw();
            }
        }

        private void draw() {
            drawn = System.nanoTime();
            var line = new ProgressLine(name, done, total, detail, drawn - start);
            news.print(BEGIN + line.fit(COLUMNS - CARET_C) + END);
            news.flush();
        }

        private void clear() {
            news.print("\r\u001b[K");
            news.flush();
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
