"""PyTorch, channels last. Settings: compile (default, reduce-overhead, max-autotune; the last two run as CUDA graphs on a
card), cast (weights: the weights themselves become bfloat16 instead of autocast), freezing (scoring: weights are compiled in
as constants), decoder (nvjpeg: the job's JPEGs are decoded on the card by torchvision).

On a card pictures enter as bytes from page-locked memory and are scaled there, as ours are; float32 products take TF32,
which ours do only where they are told to."""
import os
import sys

if "cuda" not in sys.argv:
    os.environ.setdefault("TORCHINDUCTOR_COMPILE_THREADS", "1")

import numpy
import torch
from torch import nn

import files

# The CPU build of PyTorch lacks two operators that torchvision, which timm imports, names.
_library = torch.library.Library("torchvision", "FRAGMENT")
for _name in ("nms", "qnms"):
    try:
        _library.define(_name + "(Tensor boxes, Tensor scores, float threshold) -> Tensor")
    except RuntimeError:
        pass  # it is there

import timm

MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)


def network(model):
    """The network with one unit at its end, logits, as ours."""
    if model == "efficientnet":
        return timm.create_model("efficientnet_b0", num_classes=1, drop_rate=0.2, drop_path_rate=0.2)
    layers, channels = [], 3
    for filters in (32, 64, 128):
        layers += [nn.Conv2d(channels, filters, 3), nn.ReLU(), nn.MaxPool2d(2)]
        channels = filters
    dense = [nn.Linear(26 * 26 * 128, 512), nn.ReLU(), nn.Dropout(0.5), nn.Linear(512, 1)]
    return nn.Sequential(*layers, nn.Flatten(), *dense)


class LogitsFromBytes(nn.Module):
    """Logits of uint8 NHWC as it was decoded; scaling is part of the model, as in ours."""

    def __init__(self, model, scaled):
        super().__init__()
        self.model = model
        mean, deviation = (MEAN, DEVIATION) if scaled else ((0, 0, 0), (1, 1, 1))
        self.register_buffer("mean", torch.tensor(mean).reshape(1, 3, 1, 1) * 255)
        self.register_buffer("factor", 1 / (torch.tensor(deviation).reshape(1, 3, 1, 1) * 255))

    def forward(self, pictures):
        x = (pictures.permute(0, 3, 1, 2).float() - self.mean) * self.factor
        return self.model(x.to(next(self.model.parameters()).dtype))


class FromBytes(LogitsFromBytes):
    """Probabilities of them."""

    def forward(self, pictures):
        return torch.sigmoid(super().forward(pictures))


class HeadOnly(nn.Module):
    """A frozen base in inference mode and a head that is trained."""

    def __init__(self):
        super().__init__()
        self.base = timm.create_model("efficientnet_b0", num_classes=0).eval().requires_grad_(False)
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(1280, 1))

    def train(self, mode=True):
        super().train(mode)
        self.base.eval()
        return self

    def forward(self, x):
        with torch.no_grad():
            features = self.base(x)
        return self.head(features)


def compiled(options, model):
    how = options.settings.get("compile")
    if not how:
        return model
    if options.settings.get("freezing") == "true":
        import torch._inductor.config as inductor

        inductor.freezing = True
    return torch.compile(model, mode=how, dynamic=False)


def autocast(options):
    enabled = options.precision == "bfloat16" and options.settings.get("cast") != "weights"
    return torch.autocast(options.device, dtype=torch.bfloat16, enabled=enabled)


def on_card(options):
    return options.device == "cuda"


def prepare(options):
    """As fast as PyTorch goes on this device."""
    if not on_card(options):
        return
    if not torch.cuda.is_available():
        raise SystemExit("PyTorch sees no CUDA device here")
    torch.backends.cudnn.benchmark = True
    torch.set_float32_matmul_precision("high")
    torch.backends.cudnn.allow_tf32 = True


def pictures(options):
    if on_card(options):
        return torch.from_numpy((files.noise(options.batch) * 255).astype("uint8")).pin_memory()
    x = torch.from_numpy(files.noise(options.batch)).permute(0, 3, 1, 2)
    return x.contiguous(memory_format=torch.channels_last)


def placed(options, model):
    """On the device; on a card it takes bytes."""
    if on_card(options):
        model = LogitsFromBytes(model, options.model == "efficientnet")
    return model.to(options.device, memory_format=torch.channels_last)


def training_step(options, model):
    model = placed(options, model).train()
    run = compiled(options, model)
    x, y = pictures(options), torch.from_numpy(files.labels(options.batch)).to(options.device)
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], fused=True)
    loss = nn.BCEWithLogitsLoss()

    def once():
        optimizer.zero_grad(set_to_none=True)
        with autocast(options):
            logits = run(x.to(options.device, non_blocking=True))
        value = loss(logits.float(), y)
        value.backward()
        optimizer.step()
        return value.item()  # waits for the device

    return once


def scorer(options, model):
    """Takes pictures of the host or the device; the answer lies in the host's memory, so it waits for the device."""
    model = model.eval().to(options.device, memory_format=torch.channels_last)
    if options.settings.get("cast") == "weights":
        inner = model.model if isinstance(model, LogitsFromBytes) else model
        inner.bfloat16()  # scaling stays float32
    run = compiled(options, model)

    def score(x):
        with torch.inference_mode() if not options.settings.get("freezing") else torch.no_grad(), autocast(options):
            return run(x.to(options.device, non_blocking=True)).float().cpu()

    return score


def open_work(options):
    if "threads" in options.settings:
        torch.set_num_threads(int(options.settings["threads"]))
    prepare(options)
    model = HeadOnly() if options.kind == "head" else network(options.model)
    facts = {
        "trainable": sum(p.numel() for p in model.parameters()),
        "torch": torch.__version__,
        "timm": timm.__version__,
        "threads": torch.get_num_threads(),
        "device": torch.cuda.get_device_name() if on_card(options) else "cpu",
    }
    if options.kind == "score":
        score = scorer(options, placed(options, model))
        x = pictures(options)
        if options.settings.get("cast") == "weights" and not on_card(options):
            x = x.bfloat16()
        return facts, lambda: torch.sigmoid(score(x)).numpy()
    if options.kind == "job":
        return job(options, facts, scorer(options, FromBytes(model, options.model == "efficientnet")))
    step = training_step(options, model)
    if not options.epochs:
        return facts, step

    def stage():
        for _ in range(options.batches * options.epochs):
            step()

    return facts, stage


class DecodedOnCard:
    """Batches of uint8 RGB NHWC on the card: JPEGs by torchvision's nvJPEG, the rest by the host."""

    def __init__(self, paths, size, workers):
        import concurrent.futures

        import torchvision

        self.io, self.paths, self.size = torchvision.io, paths, size
        self.pool = concurrent.futures.ThreadPoolExecutor(workers)

    def __iter__(self):
        batches = [self.paths[first : first + self.size] for first in range(0, len(self.paths), self.size)]
        ahead = [self.pool.submit(self._read, batches[0])] if batches else []
        for number, batch in enumerate(batches):
            if number + 1 < len(batches):
                ahead.append(self.pool.submit(self._read, batches[number + 1]))
            yield self._batch(ahead.pop(0).result()), len(batch)

    def _read(self, paths):
        """Of each file: its bytes where the card can decode them, else its pixels."""
        return [self._one(self.io.read_file(path)) for path in paths]

    def _one(self, data):
        jpeg = bytes(data[:3].tolist()) == b"\xff\xd8\xff"
        return (data, None) if jpeg else (None, self.io.decode_image(data, self.io.ImageReadMode.RGB))

    def _batch(self, read):
        encoded = [data for data, _ in read if data is not None]
        on_card = iter(self.io.decode_jpeg(encoded, self.io.ImageReadMode.RGB, device="cuda") if encoded else [])
        rows = [next(on_card) if data is not None else pixels.cuda() for data, pixels in read]
        rows += [rows[-1]] * (self.size - len(rows))  # shapes never change
        side = (files.SIDE, files.SIDE)
        small = [nn.functional.interpolate(row[None].float(), side, mode="bilinear") for row in rows]
        return torch.cat(small).round().clamp(0, 255).byte().permute(0, 2, 3, 1).contiguous()


def as_tensor(batch):
    return batch if isinstance(batch, torch.Tensor) else torch.from_numpy(batch)


def job(options, facts, score):
    paths = files.scans(options.data, options.limit)
    kind = DecodedOnCard if options.settings.get("decoder") == "nvjpeg" else files.Batches
    loader, worklist = kind(paths, options.batch, options.workers), files.Worklist()
    facts["files"] = len(paths)
    facts["decoder"] = getattr(loader, "decoder", "nvjpeg")

    def once():
        scores = [score(as_tensor(batch))[:rows, 0].numpy() for batch, rows in loader]
        worklist.write(paths, numpy.concatenate(scores).tolist())

    return facts, once
