"""Pillow decodes. Settings: draft (true: JPEGs are decoded at a half, quarter or eighth where that is still large enough),
workers (processes instead of threads)."""
import concurrent.futures
import mmap
import multiprocessing

import numpy
import PIL
from PIL import Image

import files


def load(path, draft):
    with Image.open(path) as picture:
        if draft:
            picture.draft("RGB", (files.SIDE, files.SIDE))
        return numpy.asarray(picture.convert("RGB").resize((files.SIDE, files.SIDE), Image.BILINEAR))


def fill(out, paths, draft, first, step):
    for i in range(first, len(paths), step):
        out[i] = load(paths[i], draft)


_shared = {}  # what a forked process finds in its place


def fill_shared(job):
    fill(*_shared["what"], *job)


def open_work(options):
    paths = files.scans(options.data, options.limit)
    draft = options.settings.get("draft") == "true"
    facts = {"files": len(paths), "pillow": PIL.__version__}
    jobs = [(worker, options.workers) for worker in range(options.workers)]
    if options.settings.get("workers") == "processes":
        memory = mmap.mmap(-1, len(paths) * files.SIDE * files.SIDE * 3)
        out = numpy.frombuffer(memory, "uint8").reshape(len(paths), files.SIDE, files.SIDE, 3)
        _shared["what"] = (out, paths, draft)
        pool = multiprocessing.get_context("fork").Pool(options.workers)
        return facts, lambda: pool.map(fill_shared, jobs, 1)
    out = numpy.empty((len(paths), files.SIDE, files.SIDE, 3), "uint8")
    threads = concurrent.futures.ThreadPoolExecutor(options.workers)
    return facts, lambda: list(threads.map(lambda job: fill(out, paths, draft, *job), jobs))
