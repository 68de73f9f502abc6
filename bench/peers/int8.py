"""What int8 does to EfficientNetB0: answers of ONNX Runtime in float32 and in int8, on the same scans.

    sulcus train SCANS --model efficientnet-b0 --region whole --tone stored --out RUN
    sulcus models export RUN --format keras-h5 --head --out FILE.h5
    VENV/bin/python bench/peers/int8.py FILE.h5 --data SCANS

Scans are resized by area, as that run's model does; every fourth of them calibrates. Speed is compare.py's business."""
import argparse
import json
import os
import tempfile

os.environ["KERAS_BACKEND"] = "torch"  # its export needs no further package

import cv2
import keras
import numpy
import onnxruntime
from onnxruntime import quantization
from onnxruntime.quantization.shape_inference import quant_pre_process

import files


def pictures(paths, side):
    batch = numpy.zeros((len(paths), side, side, 3), "float32")
    for row, path in enumerate(paths):
        picture = cv2.imread(path, cv2.IMREAD_COLOR_RGB)
        if picture is None:
            raise SystemExit(path + ": OpenCV can't decode it")
        batch[row] = cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)
    return batch


def exported(weights, side, folder):
    base = keras.applications.EfficientNetB0(
        include_top=False, weights=None, input_shape=(side, side, 3), pooling="avg"
    )
    model = keras.Model(base.input, keras.layers.Dense(1)(base.output))
    model.load_weights(weights)
    model(numpy.zeros((1, side, side, 3), "float32"))
    path = os.path.join(folder, "model.onnx")
    model.export(path, format="onnx", verbose=False)
    return path


class Calibration(quantization.CalibrationDataReader):
    def __init__(self, name, batch):
        self.left = [{name: batch[row : row + 1]} for row in range(len(batch))]

    def get_next(self):
        return self.left.pop() if self.left else None


def probabilities(path, batch):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    logits = numpy.concatenate([session.run(None, {name: batch[row : row + 1]})[0] for row in range(len(batch))])
    return 1 / (1 + numpy.exp(-logits.astype("float64").ravel()))


def compared(exact, other):
    difference = numpy.abs(exact - other)
    return {
        "maxDifference": float(difference.max()),
        "meanDifference": float(difference.mean()),
        "flips": int(((exact >= 0.5) != (other >= 0.5)).sum()),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", help="what models export --format keras-h5 --head wrote")
    parser.add_argument("--data", required=True, help="folder of scans")
    parser.add_argument("--side", type=int, default=128, help="pixels a side that the run's model takes")
    options = parser.parse_args()
    paths = files.scans(options.data)
    if not paths:
        raise SystemExit(options.data + " holds no picture")
    batch = pictures(paths, options.side)
    folder = tempfile.mkdtemp(prefix="int8")
    path = exported(options.weights, options.side, folder)
    exact = probabilities(path, batch)
    name = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).get_inputs()[0].name
    ready = os.path.join(folder, "ready.onnx")
    quant_pre_process(path, ready, skip_symbolic_shape=True)
    result = {"scans": len(paths), "float32": {"tumour": int((exact >= 0.5).sum())}}
    target = os.path.join(folder, "static.onnx")
    quantization.quantize_static(ready, target, Calibration(name, batch[::4]), per_channel=True)
    result["int8, calibrated"] = compared(exact, probabilities(target, batch))
    target = os.path.join(folder, "weights.onnx")
    quantization.quantize_dynamic(ready, target, per_channel=True)
    result["int8, ranges taken anew for each picture"] = compared(exact, probabilities(target, batch))
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
