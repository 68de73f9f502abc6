"""Sulcus and its peers by turns, on one machine, in one run. Started by bench/compare-peers; --help says how.

Every contender is a process that is started and warmed up once. In each round every one is asked once, in an order that
is drawn anew, while the others are stopped by a signal: their threads can't spin, and none needs a setting for that.
"""
import argparse
import collections
import datetime
import json
import math
import os
import pathlib
import platform
import random
import signal
import subprocess
import sys
import time

import contenders as known
import ratios
import tables
from contenders import OURS
from process import HERE, Failed, Process

RECORDED = (
    "rounds",
    "quick",
    "workers",
    "turn",
    "warm_up",
    "limit",
    "device",
    "seconds",
    "only",
    "programs",
    "tried",
)
HOPELESS = 2.5  # a setting slower than its program's fastest of the same precision by that factor sits out the rounds


def require_same_work(work, processes):
    """The networks must have as many numbers to train, and the folders as many files."""
    for fact in ("trainable", "files"):
        values = {p.contender.label: p.facts[fact] for p in processes if fact in p.facts}
        if len(set(values.values())) > 1:
            raise SystemExit(f"{work.name}: not the same work: {fact} is {values}")


def require_memory(options):
    """Contenders stay in memory while they are stopped; rather one less than a machine that swaps."""
    for entry in pathlib.Path("/proc/meminfo").read_text().splitlines():
        if entry.startswith("MemAvailable:") and int(entry.split()[1]) < options.spare_mb * 1024:
            raise Failed(f"less than {options.spare_mb} MB of memory were left")


def note(text):
    print(text, file=sys.stderr, flush=True)


def compare(work, asked, options, draw, until=math.inf):
    """All rounds of one work; the record that goes into the file. until: time.monotonic() at which it must be done."""
    data = options.job_data if work.kind == "job" else options.data
    arguments = work.arguments(data, options.limit if work.kind == "job" else 0, options.workers)
    processes, refused = [], {}
    for contender in asked:
        started = time.monotonic()
        process = None
        try:
            require_memory(options)
            # Half of what is left: one that compiles for ever must leave time for the others.
            ready = started + (until - started) / 2
            process = Process(contender, arguments, options.device, options.ours, ready)
            once = process.warm_up(options.warm_up)
            process.until = math.inf
        except Failed as reason:
            if process:
                process.end()
            refused[contender.label] = str(reason)
            note(f"  {contender.label}: not run: {reason}")
            continue
        process.once = once
        process.count = max(work.least, min(200, int(options.turn / once)))
        processes.append(process)
        note(f"  {contender.label}: ready and warm after {time.monotonic() - started:.0f} s")
    require_same_work(work, processes)
    processes = without_hopeless(processes, refused)
    loads = []
    for number in range(options.rounds):
        if number >= 3 and time.monotonic() > until:
            break
        loads.append(os.getloadavg()[0])
        for process in draw.sample(processes, len(processes)):
            # Once untimed: what stood still finds its caches full of another's data. A long call hardly feels that.
            again = process.once < options.turn / 2
            process.turn(max(1, work.least // 10) if again else 0, process.count)
    record = {
        "work": work.name,
        "images": work.images or (processes[0].facts["files"] if processes else 0),
        "wanted": work.wanted or None,
        "contenders": [described(p) for p in processes],
        "notRun": refused,
        "loadAverage": loads,
        "ratios": rows(work, processes),
    }
    for process in processes:
        process.end()
    return record


def without_hopeless(processes, refused):
    """All but the settings that another of the same program and precision beat by far while warming up: none could stand for it."""
    fastest = {}
    for process in processes:
        kind = process.contender.program, process.contender.precision
        fastest[kind] = min(process.once, fastest.get(kind, process.once))
    kept = []
    for process in processes:
        times = process.once / fastest[process.contender.program, process.contender.precision]
        if times < HOPELESS:
            kept.append(process)
            continue
        refused[process.contender.label] = f"warming up, a call took {times:.1f} times that of the program's fastest setting in that precision"
        note(f"  {process.contender.label}: left out: {refused[process.contender.label]}")
        process.end()
    return kept


def described(process):
    return {
        "program": process.contender.program,
        "precision": process.contender.precision,
        "settings": process.contender.settings,
        "facts": process.facts,
        "secondsByRound": process.rounds,
        "processorSecondsByRound": process.processor,
    }


def rows(work, processes):
    """One ratio for each mode, percentile and peer: our fastest setting against theirs."""
    lines = []
    for mode in work.modes:
        for percent in work.percentiles:
            best = best_of_each(processes, mode, percent)
            if OURS in best and len(best) > 1:
                lines += against(mode, percent, best)
    return lines


def best_of_each(processes, mode, percent):
    """program -> (its lowest percentile in this mode, the process that had it)."""
    best = {}
    for process in processes:
        program = process.contender.program
        mine = ratios.percentile(ratios.pooled(process.rounds), percent)
        if process.contender.may_stand(mode) and (program not in best or mine < best[program][0]):
            best[program] = (mine, process)
    return best


def against(mode, percent, best):
    ours_time, ours = best[OURS]
    peers = sorted((time_, program) for program, (time_, _) in best.items() if program != OURS)
    lines = []
    for place, (peer_time, program) in enumerate(peers):
        peer = best[program][1]
        point, low, high = ratios.ratio(ours.rounds, peer.rounds, percent)
        lines.append(
            {
                "mode": mode,
                "percentile": percent,
                "peer": peer.contender.label,
                "bestPeer": place == 0,
                "oursSeconds": ours_time,
                "peerSeconds": peer_time,
                "ours": ours.contender.label,
                "ratio": point,
                "low": low if math.isfinite(low) else None,
                "high": high if math.isfinite(high) else None,
                "ahead": ratios.ahead(low, high, program),
            }
        )
    return lines


def machine():
    facts = collections.OrderedDict(system=platform.platform(), python=platform.python_version(), cores=os.cpu_count())
    cpu = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    for name in ("model name", "flags"):
        found = [entry.split(":", 1)[1].strip() for entry in cpu if entry.startswith(name)]
        facts[name.replace(" ", "_")] = found[0] if found else None
    flags = (facts.pop("flags") or "").split()
    facts["vector"] = [flag for flag in ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16") if flag in flags]
    memory = pathlib.Path("/proc/meminfo").read_text().split()
    facts["memoryMiB"] = int(memory[1]) // 1024
    revision = ["git", "-C", str(HERE), "describe", "--always", "--dirty"]
    facts["revision"] = subprocess.run(revision, capture_output=True, text=True).stdout.strip() or None
    return facts


def parse():
    names = [work.name for work in known.WORKS]
    parser = argparse.ArgumentParser(
        prog="compare-peers",
        description="Sulcus and its peers by turns: ratios of medians with bootstrap intervals. A ratio above 1: Sulcus is faster.",
        epilog="works: " + ", ".join(names),
    )
    parser.add_argument("--data", help="folder of scans to decode; needed by decode and job")
    parser.add_argument("--job-data", help="folder of scans for the whole job (default: --data)")
    parser.add_argument("--only", action="append", metavar="WORK", help="a work, or how its name begins; may be repeated")
    parser.add_argument("--programs", help="comma-separated; ours is always there (default: all)")
    parser.add_argument("--tried", action="store_true", help="also the settings that do not take part otherwise")
    parser.add_argument("--rounds", type=int, help="turns of each (default: 9; 3 with --quick)")
    parser.add_argument("--quick", action="store_true", help="short turns, three rounds, a job of 256 files")
    parser.add_argument("--workers", type=int, default=2, help="decoding threads (default: 2)")
    parser.add_argument("--spare-mb", type=int, default=4000, help="start no contender with less memory left (default: 4000)")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where networks are computed (default: cpu)")
    parser.add_argument("--ours", metavar="LAUNCHER", help="sulcus of a checkout or bundle (default: this checkout's)")
    parser.add_argument("--seconds", type=float, help="end after about so long: fewer rounds, then fewer works")
    parser.add_argument("--small", action="store_true", help="with --device-works: small batches, for a look")
    parser.add_argument("--device-works", action="store_true", help="the works of a card, on a CPU too")
    parser.add_argument("--json", action="store_true", help="print the JSON instead of the tables, which go to standard error")
    parser.add_argument("--out", help="JSON with every time")
    options = parser.parse_args()
    options.rounds = options.rounds or (3 if options.quick else 9)
    options.turn = 0.5 if options.quick else 3.0
    options.warm_up = 3.0 if options.quick else 8.0  # a JVM compiles for seconds
    options.device_works |= options.device == "cuda"
    # A card scores 256 files before both sides have opened what they need.
    options.limit = 256 if options.quick and not options.device_works else 0
    options.works = known.cuda_works(options.small) if options.device_works else known.WORKS
    if options.device_works and not options.ours:
        parser.error("--device cuda needs --ours LAUNCHER")
    options.job_data = options.job_data or options.data
    for name in ("data", "job_data"):
        if getattr(options, name):
            setattr(options, name, os.path.abspath(getattr(options, name)))
    return options


def selected(options):
    works = [w for w in options.works if not options.only or any(w.name.startswith(name) for name in options.only)]
    if not works:
        raise SystemExit("compare-peers: no such work; --help lists them")
    if not options.data and any(w.kind in ("decode", "job") for w in works):
        raise SystemExit("compare-peers: decode and job need --data FOLDER, a folder of scans")
    return works


def asked(work, options):
    """Ours and the settings that take part."""
    programs = options.programs.split(",") if options.programs else None
    if options.device_works:
        everyone = known.cuda_contenders(work, options.device)
    else:
        everyone = known.contenders(work)
    chosen = [
        c
        for c in everyone
        if (c.chosen or options.tried) and (c.program == OURS or programs is None or c.program in programs)
    ]
    # The peer compiles for minutes: where time is limited it must begin first.
    return sorted(chosen, key=lambda c: c.program == OURS) if options.device_works else chosen


def main():
    options = parse()
    works = selected(options)
    if options.out:
        partial = options.out + ".partial"
        open(partial, "w").close()  # rather now than after half an hour
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    document = {
        "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "machine": machine(),
        "settings": {name: getattr(options, name) for name in RECORDED},
        "works": [],
    }
    draw = random.Random(1)
    began = time.monotonic()
    for number, work in enumerate(works):
        until = math.inf
        if options.seconds:
            left = began + options.seconds - time.monotonic()
            if left < 10:
                document["notRun"] = [w.name for w in works[number:]]
                note("no time left for " + ", ".join(document["notRun"]))
                break
            # The first works are the most telling: each may take half of what is left, the last all of it.
            until = time.monotonic() + (left if number == len(works) - 1 else left / 2)
        note(work.name)
        document["works"].append(compare(work, asked(work, options), options, draw, until))
        note(tables.table(document["works"][-1:], everyone=True))
        if options.out:
            pathlib.Path(partial).write_text(json.dumps(document, indent=1) + "\n")
            os.replace(partial, options.out)
    shown = sys.stderr if options.json else sys.stdout
    print(tables.table(document["works"], everyone=False), file=shown)
    print(file=shown)
    print(tables.every_setting(document["works"]), file=shown)
    if options.json:
        print(json.dumps(document, indent=1))
    alone = [record["work"] for record in document["works"] if not record["ratios"]]
    if alone or not document["works"]:
        raise SystemExit("compare-peers: nothing to compare in " + ", ".join(alone or ["all works"]))


if __name__ == "__main__":
    main()
