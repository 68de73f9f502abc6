"""OpenCV-Python decodes. Settings: interpolation (linear, as most people write; area, as Sulcus does), copy (true: resize,
then copy into the batch)."""
import concurrent.futures

import cv2
import numpy

import files

INTERPOLATIONS = {"linear": cv2.INTER_LINEAR, "area": cv2.INTER_AREA}


def open_work(options):
    cv2.setNumThreads(1)
    paths = files.scans(options.data, options.limit)
    interpolation = INTERPOLATIONS[options.settings.get("interpolation", "linear")]
    out = numpy.empty((len(paths), files.SIDE, files.SIDE, 3), "uint8")
    pool = concurrent.futures.ThreadPoolExecutor(options.workers)
    copies = options.settings.get("copy") == "true"

    def fill(first):
        for i in range(first, len(paths), options.workers):
            picture = cv2.imread(paths[i], cv2.IMREAD_COLOR_RGB)
            if copies:
                out[i] = cv2.resize(picture, (files.SIDE, files.SIDE), interpolation=interpolation)
            else:
                cv2.resize(picture, (files.SIDE, files.SIDE), dst=out[i], interpolation=interpolation)

    def once():
        list(pool.map(fill, range(options.workers)))

    return {"files": len(paths), "opencv": cv2.__version__}, once
