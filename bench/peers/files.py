"""What every peer's script needs of the disk: the scans of a folder, batches of them decoded ahead, and the worklist."""
import concurrent.futures
import csv
import os
import pathlib
import tempfile

SIDE = 224
NAMES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")


def scans(folder, limit=0):
    """Paths of the pictures below a folder, sorted; the first `limit` of them unless it is 0."""
    found = sorted(str(path) for path in pathlib.Path(folder).rglob("*") if path.suffix.lower() in NAMES)
    return found[:limit] if limit else found


def noise(batch):
    """Pictures that show nothing, float32 NHWC, 0 to 1."""
    import numpy

    return numpy.random.default_rng(1).random((batch, SIDE, SIDE, 3), dtype="float32")


def labels(batch):
    import numpy

    return (numpy.arange(batch) % 2).astype("float32").reshape(batch, 1)


def _decoder():
    """(name, function of a file and a row to fill): OpenCV where it is, else torchvision, else Pillow."""
    try:
        import cv2
    except ImportError:
        try:
            return _by_torchvision()
        except ImportError:
            return _by_pillow()
    cv2.setNumThreads(1)

    def fill(file, row):
        picture = cv2.imread(file, cv2.IMREAD_COLOR_RGB if hasattr(cv2, "IMREAD_COLOR_RGB") else cv2.IMREAD_COLOR)
        if picture is None:
            raise OSError(file + " can't be decoded")
        cv2.resize(picture, (SIDE, SIDE), dst=row, interpolation=cv2.INTER_LINEAR)

    return "opencv " + cv2.__version__, fill


def _by_torchvision():
    import torch
    import torchvision

    mode = torchvision.io.ImageReadMode.RGB
    torchvision.io.read_file  # the part that decodes may be missing

    def fill(file, row):
        picture = torchvision.io.decode_image(torchvision.io.read_file(file), mode)[None].float()
        small = torch.nn.functional.interpolate(picture, (SIDE, SIDE), mode="bilinear")
        row[:] = small[0].round().byte().permute(1, 2, 0).numpy()

    return "torchvision " + torchvision.__version__, fill


def _by_pillow():
    import numpy
    import PIL
    from PIL import Image

    def fill(file, row):
        with Image.open(file) as picture:
            picture.draft("RGB", (SIDE, SIDE))
            row[:] = numpy.asarray(picture.convert("RGB").resize((SIDE, SIDE), Image.BILINEAR))

    return "pillow " + PIL.__version__, fill


class Batches:
    """Batches of uint8 RGB NHWC, decoded in threads while the last one is being scored.

    Every batch is full: the rows after the last file keep what was there before. So shapes never change.
    """

    AHEAD = 3

    def __init__(self, files, size, workers):
        import numpy

        self.decoder, self.fill = _decoder()
        self.files = files
        self.size = size
        self.pool = concurrent.futures.ThreadPoolExecutor(workers)
        self.slots = [numpy.zeros((size, SIDE, SIDE, 3), "uint8") for _ in range(self.AHEAD)]

    def __iter__(self):
        starts = list(range(0, len(self.files), self.size))
        under_way = [self._begin(number, first) for number, first in enumerate(starts[: self.AHEAD - 1])]
        for number in range(len(starts)):
            if number + self.AHEAD - 1 < len(starts):
                under_way.append(self._begin(number + self.AHEAD - 1, starts[number + self.AHEAD - 1]))
            rows = under_way.pop(0)
            for row in rows:
                row.result()
            yield self.slots[number % self.AHEAD], len(rows)

    def _begin(self, number, first):
        slot = self.slots[number % self.AHEAD]
        return [
            self.pool.submit(self.fill, file, slot[row])
            for row, file in enumerate(self.files[first : first + self.size])
        ]


class Worklist:
    """Probabilities to CSV, most urgent first."""

    def __init__(self):
        self.target = os.path.join(tempfile.mkdtemp(prefix="peers"), "worklist.csv")

    def write(self, files, probabilities):
        rows = sorted(zip(probabilities, files), key=lambda row: (-row[0], row[1]))
        with open(self.target, "w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("rank", "path", "probability", "flag"))
            for rank, (probability, file) in enumerate(rows, 1):
                writer.writerow((rank, file, probability, int(probability >= 0.5)))
