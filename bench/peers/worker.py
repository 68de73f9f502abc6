"""One peer, doing one work in one setting, as a process that is asked again and again.

    worker.py PROGRAM --kind train --model cnn --batch 32 --precision float32 [--set name=value ...]

It prints {"ready": facts}; then, for each line "go WARM N" on standard input, it does the work WARM times untimed and N
times timed and prints {"seconds": [...]}. It ends with its input. Whatever libraries print goes to standard error.
"""
import argparse
import importlib
import json
import os
import sys
import time

# PROGRAM -> the module that knows how; each has open_work(options) -> (facts, once).
MODULES = {
    "keras": "with_keras",
    "torch": "with_torch",
    "onnx": "with_onnx",
    "opencv": "with_opencv",
    "pillow": "with_pillow",
    "tfdata": "with_tfdata",
}


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", choices=MODULES)
    parser.add_argument("--kind", required=True)
    parser.add_argument("--model", default="efficientnet")
    parser.add_argument("--precision", default="float32")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--data")
    for name, value in (("batch", 32), ("batches", 0), ("epochs", 0), ("workers", 2), ("limit", 0)):
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    if options.device != "cpu" and options.program != "torch":
        parser.error(options.program + " is compared on the CPU alone")
    options.settings = dict(pair.split("=", 1) for pair in options.set)
    return options


def times(once, warm, count):
    for _ in range(warm):
        once()
    seconds = []
    for _ in range(count):
        start = time.perf_counter()
        once()
        seconds.append(time.perf_counter() - start)
    return seconds


def main():
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    options = parse()
    facts, once = importlib.import_module(MODULES[options.program]).open_work(options)
    print(json.dumps({"ready": facts}), file=answers)
    for line in sys.stdin:
        _, warm, count = line.split()
        print(json.dumps({"seconds": times(once, int(warm), int(count))}), file=answers)
    answers.flush()
    os._exit(0)  # some libraries take seconds to say goodbye


if __name__ == "__main__":
    main()
