package dev.sulcus.weights;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Fetches one file over HTTP, going on where an earlier attempt ended. What came is kept when the line breaks; the
 * caller checks the whole. Used by one thread.
 */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int PIECE = 1 << 16;
    /** Attempts in a row that may break off; one that brings nothing is the last. */
    private static final int ATTEMPTS = 8;

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NO_SUCH_RANGE = 416;

    private final URI url;
    private final Path part;
    private final Duration stall;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(ProxySelector.getDefault())
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Download(URI url, Path part, Duration stall) {
        this.url = url;
        this.part = part;
        this.stall = stall;
    }

    /**
     * Appends to {@code part}, which may exist, until the file is whole.
     *
     * @param part where it is kept; its folder exists
     * @param stall how long nothing may come before the line counts as broken
     * @param progress told of bytes; 0 in all when the server does not say. May throw to stop
     * @throws Fault of kind data, in one line, when the server can't be reached, refuses, or breaks off for good
     */
    static void fetch(URI url, Path part, Duration stall, Progress progress) {
        var download = new Download(url, part, stall);
        for (int attempt = 1; ; attempt++) {
            long before = download.size();
            try {
                if (download.attempt(before, progress)) {
                    return;
                }
            } catch (IOException e) {
                if (download.size() <= before || attempt >= ATTEMPTS) {
                    throw Fault.data("cannot fetch " + url + ": " + reason(e) + download.kept(), e);
                }
            }
        }
    }

    /** Whether the file is whole now; false when it must begin anew. */
    private boolean attempt(long had, Progress progress) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("User-Agent", "Sulcus")
                .header("Accept-Encoding", "identity");
        if (had > 0) {
            request.header("Range", "bytes=" + had + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream in = response.body()) {
            int status = response.statusCode();
            if (status == PARTIAL && continues(response, had)) {
                append(in, had, had + length(response), progress);
                return true;
            }
            if (status == OK) {
                truncate();
                append(in, 0, length(response), progress);
                return true;
            }
            if (had > 0 && (status == NO_SUCH_RANGE || status == PARTIAL)) {
                truncate(); // what is kept is not the beginning of this file
                return false;
            }
            throw Fault.data("cannot fetch " + url + ": the server answers " + status
                    + (status == 404 || status == 410 ? ", there is no such file" : ""));
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.interrupted("stopped while fetching " + url);
        }
    }

    private void append(InputStream in, long from, long total, Progress progress) throws IOException {
        byte[] piece = new byte[PIECE];
        long done = from;
        try (var watch = new StallWatch(in, stall);
                OutputStream out = open()) {
            progress.at(done, Math.max(0, total));
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                watch.alive();
                write(out, piece, n);
                done += n;
                progress.at(done, Math.max(0, total));
            }
        }
        if (total >= 0 && done < total) {
            throw new IOException("the line broke off after " + done + " of " + total + " bytes");
        }
    }

    private static boolean continues(HttpResponse<?> response, long had) {
        return response.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + had + "-"))
                .orElse(false);
    }

    /** -1 when the server does not say, or says it in a way that adds up to nothing. */
    private static long length(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Content-Length").orElse(Long.MIN_VALUE / 2);
    }

    private OutputStream open() throws IOException {
        try {
            return Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Fault.data("cannot write " + part + ": " + FileReason.of(e), e);
        }
    }

    /** A full disk is no broken line. */
    private void write(OutputStream out, byte[] piece, int n) {
        try {
            out.write(piece, 0, n);
        } catch (IOException e) {
            throw Fault.data("cannot write " + part + ": " + FileReason.of(e), e);
        }
    }

    private void truncate() {
        AtomicFile.deleteFile(part);
    }

    private long size() {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw Fault.data("cannot read " + part + ": " + FileReason.of(e), e);
        }
    }

    private String kept() {
        long size = size();
        return size == 0 ? "" : " (" + size + " bytes are kept; run the command again to go on)";
    }

    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "the host is not known here, there may be no network";
            }
            if (cause instanceof HttpTimeoutException) {
                return "no answer";
            }
        }
        if (e instanceof ConnectException) {
            return "no connection";
        }
        return e instanceof SSLException ? "no trusted connection (" + e.getMessage() + ")" : "the line broke off";
    }
}
