"""OpenCV-Python decodes. Settings: interpolation (linear, as most people write; area, as Sulcus does), copy (true: resize,
then copy into the batch), reduced (true: decoded at a half, quarter or eighth where that is still large enough; Pillow reads
the size from the header)."""
import concurrent.futures

import cv2
import numpy
from PIL import Image

import files

INTERPOLATIONS = {"linear": cv2.INTER_LINEAR, "area": cv2.INTER_AREA}

REDUCED = ((8, cv2.IMREAD_REDUCED_COLOR_8), (4, cv2.IMREAD_REDUCED_COLOR_4), (2, cv2.IMREAD_REDUCED_COLOR_2))


def load(path, reduced):
    """RGB, at the smallest size that is no smaller than what is asked for."""
    if reduced:
        with Image.open(path) as header:
            side = min(header.size)
        for factor, flag in REDUCED:
            if side >= factor * files.SIDE:
                return cv2.cvtColor(cv2.imread(path, flag), cv2.COLOR_BGR2RGB)
    return cv2.imread(path, cv2.IMREAD_COLOR_RGB)


def open_work(options):
    cv2.setNumThreads(1)
    paths = files.scans(options.data, options.limit)
    interpolation = INTERPOLATIONS[options.settings.get("interpolation", "linear")]
    out = numpy.empty((len(paths), files.SIDE, files.SIDE, 3), "uint8")
    pool = concurrent.futures.ThreadPoolExecutor(options.workers)
    reduced = options.settings.get("reduced") == "true"
    copies = options.settings.get("copy") == "true"

    def fill(first):
        for i in range(first, len(paths), options.workers):
            picture = load(paths[i], reduced)
            if copies:
                out[i] = cv2.resize(picture, (files.SIDE, files.SIDE), interpolation=interpolation)
            else:
                cv2.resize(picture, (files.SIDE, files.SIDE), dst=out[i], interpolation=interpolation)

    def once():
        list(pool.map(fill, range(options.workers)))

    return {"files": len(paths), "opencv": cv2.__version__}, once
