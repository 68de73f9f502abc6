package dev.sulcus.support;

import com.sun.jna.Pointer;
import dev.sulcus.cuda.CudaCalls;
import dev.sulcus.cuda.CudaStatus;
import dev.sulcus.cuda.ResizeKernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A double of CUDA: a card's memory is host memory, its one kernel is {@link ResizeReference}. What is given to a stream is
 * done only when somebody waits for it, in the order that streams and events ask for and no earlier: who reads too early
 * or frees too soon gets wrong bytes or a lost context, as on a card. Calls can be made to fail. Thread-safe.
 */
public final class HostCuda implements CudaCalls {
    private static final int INVALID_HANDLE = 400;

    private record Mark(HostStream stream, long position) {}

    private final HostBlocks memory = new HostBlocks();
    private final Map<Long, HostStream> streams = new HashMap<>();
    private final Map<Long, Mark> events = new HashMap<>();
    private final Map<Long, Long> locked = new HashMap<>();
    private final Map<Long, String> modules = new HashMap<>();
    private final AskedFailures failures = new AskedFailures();
    private final int[] multiprocessors;
    private final ThreadLocal<Integer> lastErrors = ThreadLocal.withInitial(() -> CudaStatus.SUCCESS);
    private long totalBytes = 1L << 32;
    private long nextHandle = 1;
    private int lost;
    private int capability = 90;
    private int losingLaunch;

    /** One card. */
    public HostCuda() {
        this(132);
    }

    /** One card for each number of multiprocessors. */
    public HostCuda(int... multiprocessors) {
        this.multiprocessors = multiprocessors.clone();
    }

    /** How much memory the card has. */
    public HostCuda withMemory(long bytes) {
        totalBytes = bytes;
        return this;
    }

    /** Its compute capability: 90 for 9.0. */
    public HostCuda withCapability(int number) {
        capability = number;
        return this;
    }

    /** The {@code nth} call from now, 1 for the next, of a method of this name answers {@code status}. */
    public synchronized HostCuda failing(String method, int nth, int status) {
        failures.ask(method, nth, status);
        return this;
    }

    /** The next kernel, when it runs, loses the context with that error. */
    public synchronized HostCuda losingContextInNextLaunch(int status) {
        losingLaunch = status;
        return this;
    }

    /** Blocks of memory, streams, events, page-locks and modules that are open. */
    public synchronized int live() {
        return memory.size() + streams.size() + events.size() + locked.size() + modules.size();
    }

    /** Names of the methods that were called, in order. */
    public synchronized List<String> calls() {
        return failures.calls();
    }

    /** What lies on the card there now, whether or not work that writes it was waited for. */
    public synchronized byte[] bytes(long address, int length) {
        if (!memory.holds(address, length)) {
            throw new IllegalArgumentException(length + " bytes at " + address + " are in no open block");
        }
        return new Pointer(address).getByteArray(0, length);
    }

    /** Gives a stream work of a library, such as nvJPEG's double. */
    synchronized int give(String method, long stream, Runnable work) {
        int status = enter(method);
        if (status == CudaStatus.SUCCESS && !streams.containsKey(stream)) {
            return failed(INVALID_HANDLE);
        }
        if (status == CudaStatus.SUCCESS) {
            streams.get(stream).give(work);
        }
        return status;
    }

    /** Loses the context unless the bytes lie in one block that is open. */
    synchronized void requireOpen(long address, long bytes) {
        if (!memory.holds(address, bytes)) {
            lost = CudaStatus.ILLEGAL_ADDRESS;
        }
    }

    synchronized boolean isLost() {
        return lost != 0;
    }

    @Override
    public synchronized int deviceCount(int[] count) {
        count[0] = multiprocessors.length;
        return enter("deviceCount");
    }

    @Override
    public synchronized int setDevice(int ordinal) {
        return enter("setDevice");
    }

    @Override
    public synchronized int attribute(int attribute, int ordinal, int[] value) {
        value[0] = switch (attribute) {
            case 16 -> multiprocessors[ordinal];
            case 75 -> capability / 10;
            case 76 -> capability % 10;
            default -> throw new IllegalArgumentException("attribute " + attribute);
        };
        return enter("attribute");
    }

    @Override
    public synchronized int malloc(long bytes, long[] address) {
        int status = enter("malloc");
        if (status == CudaStatus.SUCCESS && memory.used() + bytes > totalBytes) {
            status = failed(CudaStatus.MEMORY_ALLOCATION);
        }
        if (status == CudaStatus.SUCCESS) {
            address[0] = memory.take(bytes);
        }
        return status;
    }

    @Override
    public synchronized int free(long address) {
        int status = enter("free");
        if (status == CudaStatus.SUCCESS) {
            drainAll();
            status = memory.free(address) ? lost : failed(CudaStatus.INVALID_VALUE);
        }
        return status;
    }

    @Override
    public synchronized int createStream(long[] stream) {
        int status = enter("createStream");
        if (status == CudaStatus.SUCCESS) {
            stream[0] = nextHandle++;
            streams.put(stream[0], new HostStream());
        }
        return status;
    }

    @Override
    public synchronized int destroyStream(long stream) {
        int status = enter("destroyStream");
        if (status == CudaStatus.SUCCESS) {
            HostStream gone = streams.remove(stream);
            if (gone == null) {
                return failed(INVALID_HANDLE);
            }
            gone.drainTo(gone.given);
        }
        return status;
    }

    @Override
    public synchronized int synchronizeStream(long stream) {
        int status = enter("synchronizeStream");
        if (status == CudaStatus.SUCCESS) {
            HostStream one = streams.get(stream);
            if (one == null) {
                return failed(INVALID_HANDLE);
            }
            one.drainTo(one.given);
            status = lost;
        }
        return status;
    }

    @Override
    public synchronized int createEvent(long[] event) {
        int status = enter("createEvent");
        if (status == CudaStatus.SUCCESS) {
            event[0] = nextHandle++;
            events.put(event[0], new Mark(new HostStream(), 0));
        }
        return status;
    }

    @Override
    public synchronized int destroyEvent(long event) {
        int status = enter("destroyEvent");
        return status == CudaStatus.SUCCESS && events.remove(event) == null ? failed(INVALID_HANDLE) : status;
    }

    @Override
    public synchronized int recordEvent(long event, long stream) {
        int status = enter("recordEvent");
        if (status == CudaStatus.SUCCESS) {
            HostStream one = streams.get(stream);
            if (one == null || events.replace(event, new Mark(one, one.given)) == null) {
                return failed(INVALID_HANDLE);
            }
        }
        return status;
    }

    @Override
    public synchronized int synchronizeEvent(long event) {
        int status = enter("synchronizeEvent");
        if (status == CudaStatus.SUCCESS) {
            Mark mark = events.get(event);
            mark.stream.drainTo(mark.position);
            status = lost;
        }
        return status;
    }

    @Override
    public synchronized int waitEvent(long stream, long event) {
        Mark mark = events.get(event);
        return mark == null
                ? failed(INVALID_HANDLE)
                : give("waitEvent", stream, () -> mark.stream.drainTo(mark.position));
    }

    @Override
    public int copyToDevice(long device, long host, long bytes, long stream) {
        return give("copyToDevice", stream, () -> copy(device, host, bytes));
    }

    @Override
    public synchronized int registerHost(long address, long bytes) {
        int status = enter("registerHost");
        if (status == CudaStatus.SUCCESS && locked.putIfAbsent(address, bytes) != null) {
            return failed(CudaStatus.HOST_MEMORY_ALREADY_REGISTERED);
        }
        return status;
    }

    @Override
    public synchronized int unregisterHost(long address) {
        int status = enter("unregisterHost");
        return status == CudaStatus.SUCCESS && locked.remove(address) == null ? failed(713) : status;
    }

    @Override
    public synchronized int synchronize() {
        int status = enter("synchronize");
        if (status == CudaStatus.SUCCESS) {
            drainAll();
            status = lost;
        }
        return status;
    }

    @Override
    public synchronized int lastError() {
        int last = lost != 0 ? lost : lastErrors.get();
        lastErrors.remove();
        return last;
    }

    @Override
    public String describe(int status) {
        return "double of CUDA, error " + status;
    }

    @Override
    public synchronized int loadModule(byte[] image, long[] module) {
        int status = enter("loadModule");
        if (status == CudaStatus.SUCCESS) {
            module[0] = nextHandle++;
            modules.put(module[0], "module");
        }
        return status;
    }

    @Override
    public synchronized int unloadModule(long module) {
        int status = enter("unloadModule");
        return status == CudaStatus.SUCCESS && modules.remove(module) == null ? failed(INVALID_HANDLE) : status;
    }

    @Override
    public synchronized int function(long module, String name, long[] function) {
        int status = enter("function");
        function[0] = module;
        boolean known = name.equals(ResizeKernel.NAME) && modules.containsKey(module);
        return status == CudaStatus.SUCCESS && !known ? failed(500) : status;
    }

    @Override
    public synchronized int launch(long function, int gridX, int gridY, int blockX, long stream, long arguments) {
        var values = new Pointer(arguments);
        long table = values.getPointer(0).getLong(0);
        long batch = values.getPointer(8).getLong(0);
        int width = values.getPointer(16).getInt(0);
        int height = values.getPointer(24).getInt(0);
        if (!modules.containsKey(function) || (long) gridX * blockX < (long) width * height) {
            return failed(CudaStatus.INVALID_VALUE);
        }
        return give("launch", stream, () -> {
            lost = losingLaunch != 0 ? losingLaunch : lost;
            if (lost == 0) {
                ResizeReference.resize(table, gridY, batch, width, height);
            }
        });
    }

    /** What every call begins with: a lost context, then a failure that a test asked for. */
    private int enter(String method) {
        int asked = failures.called(method);
        if (lost != 0) {
            return lost;
        }
        if (asked != CudaStatus.SUCCESS) {
            lost = CudaStatus.losesContext(asked) ? asked : 0;
            return failed(asked);
        }
        return CudaStatus.SUCCESS;
    }

    private int failed(int status) {
        lastErrors.set(status);
        return status;
    }

    /** What nvJPEG's double leaves behind when its own allocation or kernel fails. */
    void leaveError(int status) {
        failed(status);
    }

    private synchronized void copy(long to, long from, long bytes) {
        requireOpen(to, bytes);
        if (lost == 0) {
            new Pointer(to).write(0, new Pointer(from).getByteArray(0, Math.toIntExact(bytes)), 0, (int) bytes);
        }
    }

    private void drainAll() {
        for (HostStream stream : List.copyOf(streams.values())) {
            stream.drainTo(stream.given);
        }
    }
}
