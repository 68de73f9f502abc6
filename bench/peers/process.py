"""A contender as a process that stands still unless it is asked."""
import atexit
import ctypes
import json
import math
import os
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import time

from contenders import OURS

HERE = pathlib.Path(__file__).resolve().parent
RUN = HERE.parent / "run"
LAUNCHER = HERE.parent.parent / "sulcus"


class Failed(Exception):
    """A contender that can't take part; the message says why."""


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: else a stopped process would stay for ever


class Process:
    """One contender, stopped but while it is asked."""

    def __init__(self, contender, arguments, device="cpu", ours=None, until=math.inf):
        """until: time.monotonic() after which an answer comes too late."""
        self.contender = contender
        self.until = until
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command(contender, arguments, device, ours),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent,
            cwd=HERE,
        )
        atexit.register(self.end)
        try:
            self.facts = self.answer()["ready"]
        except Failed:
            self.end()
            raise
        self.rounds = []
        self.processor = []

    def turn(self, warm, count):
        """Times of one round, and the processor time that a call took on average."""
        before = self.processor_seconds()
        self.rounds.append(self.ask(warm, count))
        self.processor.append((self.processor_seconds() - before) / (warm + count))

    def processor_seconds(self):
        """Of all its processes, in user and kernel mode, as proc(5) counts them."""
        ticks = 0
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                words = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            if int(words[2]) == self.process.pid:
                ticks += int(words[11]) + int(words[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def ask(self, warm, count):
        os.killpg(self.process.pid, signal.SIGCONT)
        self.process.stdin.write(f"go {warm} {count}\n")
        self.process.stdin.flush()
        return self.answer()["seconds"]

    def warm_up(self, seconds):
        """Until it has worked that long and three times at least; the first calls may compile. The middle of the last three."""
        start = time.monotonic()
        times = []
        while len(times) < 3 or time.monotonic() - start < min(seconds, self.until - start):
            times.append(self.ask(0, 1)[0])
        return sorted(times[-3:])[1]

    def answer(self):
        # One answer to a question: nothing waits in Python's buffer when this looks at the pipe.
        left = None if math.isinf(self.until) else max(0, self.until - time.monotonic())
        if not select.select([self.process.stdout], [], [], left)[0]:
            raise Failed("no answer in time")
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            raise Failed(self.last_words())
        os.killpg(self.process.pid, signal.SIGSTOP)
        return json.loads(line)

    def last_words(self):
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"ended with code {self.process.returncode}"

    def end(self):
        if self.process.returncode is None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.log.close()
        atexit.unregister(self.end)


def command(contender, arguments, device, ours):
    """ours: the launcher of another checkout or a bundle; None for this checkout's. It knows no work on a head alone."""
    given = dict(zip(arguments[::2], arguments[1::2]))
    if contender.program == OURS and given["--kind"] == "head":
        words = [str(RUN), "main", "dev.sulcus.bench.HeadWorker", *arguments]
        return words + ["--precision", contender.precision]
    if contender.program == OURS:
        return by_launcher(contender, given, device, ours or str(LAUNCHER))
    words = [sys.executable, str(HERE / "worker.py"), contender.program, *arguments, "--device", device]
    words += ["--precision", contender.precision]
    return words + [word for name, value in contender.settings.items() for word in ("--set", f"{name}={value}")]


def by_launcher(contender, given, device, ours):
    """The product's own worker."""
    given = {name: value for name, value in given.items() if name not in ("--batches", "--epochs")}
    given["--model"] = {"efficientnet": "efficientnet-b0"}.get(given["--model"], given["--model"])
    given["--precision"] = contender.precision if contender.precision != "none" else "float32"
    given["--device"] = "gpu" if device == "cuda" else device
    given |= {"--" + name: value.lower() for name, value in contender.settings.items()}
    return [ours, "bench", "worker"] + [word for pair in given.items() for word in pair]
