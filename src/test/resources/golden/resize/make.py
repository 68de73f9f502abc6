"""Makes the golden files beside it with Pillow 12: made-up pictures, resized by Pillow's own BILINEAR and NEAREST.

Each case is three raw RGB files: NAME.in.rgb, NAME.bilinear.rgb, NAME.nearest.rgb; cases.csv has their sizes.
"""

import pathlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
CASES = [
    ("shrink", 90, 70, 48, 48),
    ("enlarge", 31, 17, 48, 48),
    ("mixed", 90, 29, 41, 48),
    ("one-axis", 48, 70, 48, 33),
    ("strong", 89, 67, 7, 5),
    ("ties", 64, 48, 24, 32),
]


def picture(width, height, seed):
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    waves = np.stack([np.sin(x / 3.7 + k) * np.cos(y / (2.1 + k)) for k in range(3)], -1)
    noise = rng.normal(0, 40, (height, width, 3))
    pixels = np.clip(128 + 100 * waves + noise, 0, 255).astype(np.uint8)
    pixels[: height // 4, : width // 4] = 255
    return Image.fromarray(pixels)


lines = ["name,in_width,in_height,out_width,out_height"]
for seed, (name, width, height, out_width, out_height) in enumerate(CASES):
    image = picture(width, height, seed)
    (HERE / f"{name}.in.rgb").write_bytes(image.tobytes())
    for mode, kernel in (("bilinear", Image.BILINEAR), ("nearest", Image.NEAREST)):
        resized = image.resize((out_width, out_height), kernel)
        (HERE / f"{name}.{mode}.rgb").write_bytes(resized.tobytes())
    lines.append(f"{name},{width},{height},{out_width},{out_height}")
(HERE / "cases.csv").write_text("\n".join(lines) + "\n")
