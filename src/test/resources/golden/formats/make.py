"""Makes the golden files beside it with Pillow 12: one made-up picture in every format and colour mode that is read.

NAME.rgb beside each holds what it must become: 8-bit RGB, alpha dropped, 16 bits shifted right by 8.
"""

import pathlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 40, 32
y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
base = np.stack([x * 6, y * 7, (x + y) * 3], -1).astype(np.uint8)
alpha = ((x * y) % 256).astype(np.uint8)
rgb = Image.fromarray(base)
grey = Image.fromarray(base[..., 2])
rgba = Image.fromarray(np.dstack([base, alpha]))
deep = ((x * 1601 + y * 257) % 65536).astype(np.uint16)
grey_alpha = Image.merge("LA", [grey, Image.fromarray(alpha)])


def write(name, image, wanted=None, **options):
    path = HERE / name
    image.save(path, **options)
    wanted = wanted or Image.open(path).convert("RGB")
    path.with_name(name + ".rgb").write_bytes(wanted.tobytes())


shifted = Image.fromarray((deep >> 8).astype(np.uint8)).convert("RGB")
for kind in ("png", "tif", "bmp"):
    write(f"rgb.{kind}", rgb)
    write(f"grey.{kind}", grey)
    write(f"bilevel.{kind}", grey.convert("1"))
    write(f"palette.{kind}", rgb.quantize(64))
    write(f"rgba.{kind}", rgba, rgb)
for kind in ("png", "tif"):
    write(f"grey-alpha.{kind}", grey_alpha, grey.convert("RGB"))
    write(f"grey16.{kind}", Image.fromarray(deep), shifted)
write("palette4.png", rgb.quantize(16))
write("lzw.tif", rgb, compression="tiff_lzw")
write("rgb.jpg", rgb, quality=92)
write("progressive.jpg", rgb, quality=92, progressive=True)
write("grey.jpg", grey, quality=92)
write("cmyk.jpg", rgb.convert("CMYK"), quality=95)
rotated = Image.Exif()
rotated[0x0112] = 6
write("rotated.jpg", rgb, quality=92, exif=rotated)
write("lossy.webp", rgb, quality=90)
write("lossless.webp", rgb, lossless=True)
write("rgba.webp", rgba, rgb, lossless=True, exact=True)
