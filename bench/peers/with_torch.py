"""PyTorch, channels last. Settings: compile (default, max-autotune), cast (weights: the weights themselves become bfloat16
instead of autocast), freezing (scoring: weights are compiled in as constants)."""
import os

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


class FromBytes(nn.Module):
    """Scores uint8 NHWC as it was decoded; scaling is part of the model, as in ours."""

    def __init__(self, model, scaled):
        super().__init__()
        self.model = model
        mean, deviation = (MEAN, DEVIATION) if scaled else ((0, 0, 0), (1, 1, 1))
        self.register_buffer("mean", torch.tensor(mean).reshape(1, 3, 1, 1) * 255)
        self.register_buffer("factor", 1 / (torch.tensor(deviation).reshape(1, 3, 1, 1) * 255))

    def forward(self, pictures):
        x = (pictures.permute(0, 3, 1, 2).float() - self.mean) * self.factor
        return torch.sigmoid(self.model(x))


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
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=enabled)


def pictures(options):
    x = torch.from_numpy(files.noise(options.batch)).permute(0, 3, 1, 2)
    return x.contiguous(memory_format=torch.channels_last)


def training_step(options, model):
    model = model.to(memory_format=torch.channels_last).train()
    run = compiled(options, model)
    x, y = pictures(options), torch.from_numpy(files.labels(options.batch))
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], fused=True)
    loss = nn.BCEWithLogitsLoss()

    def once():
        optimizer.zero_grad(set_to_none=True)
        with autocast(options):
            logits = run(x)
        value = loss(logits.float(), y)
        value.backward()
        optimizer.step()
        return value.item()

    return once


def scorer(options, model):
    model = model.eval().to(memory_format=torch.channels_last)
    if options.settings.get("cast") == "weights":
        model = model.bfloat16()
    run = compiled(options, model)

    def score(x):
        with torch.inference_mode() if not options.settings.get("freezing") else torch.no_grad(), autocast(options):
            return run(x).float()

    return score


def open_work(options):
    if "threads" in options.settings:
        torch.set_num_threads(int(options.settings["threads"]))
    model = HeadOnly() if options.kind == "head" else network(options.model)
    facts = {
        "trainable": sum(p.numel() for p in model.parameters()),
        "torch": torch.__version__,
        "timm": timm.__version__,
        "threads": torch.get_num_threads(),
    }
    if options.kind == "score":
        score = scorer(options, model)
        x = pictures(options)
        if options.settings.get("cast") == "weights":
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


def job(options, facts, score):
    paths = files.scans(options.data, options.limit)
    loader, worklist = files.Batches(paths, options.batch, options.workers), files.Worklist()
    facts["files"] = len(paths)

    def once():
        scores = [score(torch.from_numpy(batch))[:rows, 0].numpy() for batch, rows in loader]
        worklist.write(paths, numpy.concatenate(scores).tolist())

    return facts, once
