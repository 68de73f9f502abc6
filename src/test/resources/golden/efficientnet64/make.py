"""Means of six layers of EfficientNetB0 in float64: what Keras 3.15 computes with the made-up weights and pictures of the
large reference arrays. python3 make.py FOLDER, where FOLDER holds input_u8.bin and efficientnetb0_notop.weights.h5.

Why float64: the made-up weights amplify rounding in the deepest layers. Keras' float32 file is 5e-5 off this (relative
length, block7a_project_bn), Keras' float32 on a processor of another maker 1.0e-4 off it and 1.4e-4 off the file; four
layers up, all agree to 2e-6. A constant that differs in the last digit of float32 moves the deepest layers by 2.5e-5.
"""
import sys

import keras
import numpy

PROBES = (
    "stem_activation",
    "block1a_project_bn",
    "block2b_add",
    "block4a_expand_activation",
    "block7a_project_bn",
    "top_activation",
)
folder = sys.argv[1] + "/"
pictures = numpy.fromfile(folder + "input_u8.bin", numpy.uint8).reshape(8, 224, 224, 3)[:2]
keras.backend.set_floatx("float64")
model = keras.applications.EfficientNetB0(include_top=False, weights=None, pooling="avg", input_shape=(224, 224, 3))
model.load_weights(folder + "efficientnetb0_notop.weights.h5")
scaling = next(layer for layer in model.layers if layer.name.startswith("normalization"))
deviation = numpy.asarray(scaling.variance)  # the file keeps it in the variance's place; weights="imagenet" divides again
scaling.variance = keras.ops.convert_to_tensor((deviation**2).astype("float64"))
means = [keras.ops.mean(model.get_layer(probe).output, axis=(1, 2)) for probe in PROBES]
for probe, values in zip(PROBES, keras.Model(model.input, means)(pictures.astype("float64"), training=False)):
    numpy.asarray(values).astype("<f4").tofile(f"mean_{probe}.bin")
