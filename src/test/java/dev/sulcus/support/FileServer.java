package dev.sulcus.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one file over HTTP on this machine, well or badly. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final byte[] content;
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int breakAfter = Integer.MAX_VALUE;
    private volatile boolean silent;
    private volatile boolean ignoresRanges;
    private volatile long sent;

    private FileServer(HttpServer server, byte[] content) {
        this.server = server;
        this.content = content;
    }

    public static FileServer start(byte[] content) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = new FileServer(HttpServer.create(address, 0), content);
        server.server.setExecutor(server.threads);
        server.server.createContext("/file.h5", server::answer);
        server.server.start();
        return server;
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/file.h5");
    }

    /** Closes every connection after so many bytes. */
    public void breakAfter(int bytes) {
        breakAfter = bytes;
    }

    /** Sends so many bytes of every answer, and then nothing more. */
    public void fallSilentAfter(int bytes) {
        breakAfter = bytes;
        silent = true;
    }

    public void ignoreRanges() {
        ignoresRanges = true;
    }

    /** What each request asked for; "none" for all. */
    public List<String> ranges() {
        return ranges;
    }

    /** Bytes of content sent. */
    public long sent() {
        return sent;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "none" : range);
        int from = range == null || ignoresRanges ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (from >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        int rest = content.length - from;
        // The stated length is the whole: what is not sent shows as a broken line.
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest);
        OutputStream body = exchange.getResponseBody();
        int n = silent && from > 0 ? 0 : Math.min(rest, breakAfter);
        body.write(content, from, n);
        body.flush();
        sent += n;
        if (silent) {
            awaitClose();
        }
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
