package dev.sulcus.device;

import java.util.function.LongSupplier;

/**
 * Looks at the card that sessions compute on, every {@value #PERIOD_MILLIS} ms while a {@link GpuMeter} of it is open, from
 * a thread of its own. Owns that thread and the gauge; {@link #close} ends both. Where sessions compute on the CPU, or the
 * driver can't be asked, there is neither and meters see nothing. Thread-safe.
 */
public final class GpuWatch implements AutoCloseable {
    static final int PERIOD_MILLIS = 100;

    private final GpuGauge gauge;
    private final LongSupplier nanoClock;
    private final GpuReading reading = new GpuReading();
    private Thread thread;
    private GpuMeter open;
    private boolean closed;

    GpuWatch(GpuGauge gauge, LongSupplier nanoClock) {
        this.gauge = gauge;
        this.nanoClock = nanoClock;
    }

    /** For the card that sessions of this configuration compute on. The caller closes. */
    public static GpuWatch open(SessionConfig config) {
        return new GpuWatch(config.device() == DeviceChoice.GPU ? Nvml.open().gauge() : null, System::nanoTime);
    }

    /** A meter for one setting. */
    public synchronized GpuMeter meter() {
        if (gauge == null) {
            return GpuMeter.NONE;
        }
        if (thread == null) {
            thread = new Thread(this::look, "gpu-watch");
            thread.setDaemon(true);
            thread.start();
        }
        return new GpuMeter(this);
    }

    /** Ends the thread and lets go of the card; a second call does nothing. */
    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ending = thread;
            notifyAll();
        }
        if (ending != null) {
            joinUninterrupted(ending);
        }
        if (gauge != null) {
            gauge.close();
        }
    }

    synchronized void begin(GpuMeter meter) {
        if (!closed) {
            open = meter;
            gauge.read(reading);
            meter.begun(reading, nanoClock.getAsLong());
            notifyAll();
        }
    }

    synchronized void end(GpuMeter meter) {
        if (!closed && open == meter) {
            long now = nanoClock.getAsLong(); // before the reading, which takes time of its own
            gauge.read(reading);
            meter.ended(reading, now);
            open = null;
        }
    }

    synchronized GpuUse use(GpuMeter meter, long pictures) {
        return meter.summary(pictures);
    }

    /** One look. */
    synchronized void tick() {
        if (!closed && open != null) {
            gauge.read(reading);
            open.sample(reading, nanoClock.getAsLong());
        }
    }

    private void look() {
        while (pause()) {
            tick();
        }
    }

    /** Waits for a meter, then for a period; false at the end. */
    private synchronized boolean pause() {
        try {
            while (!closed && open == null) {
                wait();
            }
            if (!closed) {
                wait(PERIOD_MILLIS);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void joinUninterrupted(Thread ending) {
        boolean interrupted = false;
        while (ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
