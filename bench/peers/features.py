"""Keras' features of EfficientNetB0 with the weights that come with Sulcus, for `sulcus bench agree` to be held against.

    sulcus bench prepare --model efficientnet-b0 --count 16 --out MADE
    sulcus models export MADE/run --format keras-h5 --head --out FILE.h5
    VENV/bin/python bench/peers/features.py FILE.h5 MADE/data models/efficientnet-b0/weights.safetensors OUT

OUT gets two pictures (input_u8.bin: uint8 [2, 64, 64, 3]), their features (features.bin: float32 [2, 1280]) and the SHA-256
of the weights (weights.sha256). Made again whenever those change."""
import hashlib
import pathlib
import sys

import cv2
import keras
import numpy

SIDE = 64


def main(weights, data, shipped, out):
    base = keras.applications.EfficientNetB0(
        include_top=False, weights=None, input_shape=(SIDE, SIDE, 3), pooling="avg"
    )
    keras.Model(base.input, keras.layers.Dense(1)(base.output)).load_weights(weights)
    scans = sorted(pathlib.Path(data).rglob("*.jpg"))
    pictures = numpy.stack(
        [
            cv2.resize(cv2.imread(str(scan), cv2.IMREAD_COLOR_RGB), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
            for scan in (scans[0], scans[-1])
        ]
    )
    features = base.predict(pictures.astype("float32"), verbose=0)
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "input_u8.bin").write_bytes(pictures.tobytes())
    (folder / "features.bin").write_bytes(features.astype("<f4").tobytes())
    (folder / "weights.sha256").write_text(hashlib.sha256(pathlib.Path(shipped).read_bytes()).hexdigest() + "\n")
    print(pictures.shape, features.shape, float(features.min()), float(features.max()), float(features.std()))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
