#!/usr/bin/python3
"""Times PyTorch on a network of this project: pytorch.py NETWORK MODE BATCH [--layout nchw|nhwc] [--threads N] [--seconds S]

NETWORK is resnetN (CIFAR, version 1, zero-padding shortcut, 6n + 2) or preresnetN (CIFAR, version 2, bottleneck, 9n + 2).
--layout nhwc gives network and images PyTorch's channels_last memory format.
MODE is infer (eval mode, no_grad) or train (forward, cross-entropy, backward, SGD with momentum and weight decay).
Prints one JSON object with the fields of `resnetgen bench --json`.
"""
import argparse
import json
import os
import resource
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F


def conv(inputs, outputs, kernel, stride=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)


class BasicUnit(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, width, 3, stride), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width, 3), nn.BatchNorm2d(width)
        self.stride, self.half = stride, (width - inputs) // 2

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        if self.half:
            x = F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, self.half, self.half))
        return F.relu(y + x)


class PreBottleneckUnit(nn.Module):
    def __init__(self, inputs, inner, stride, project):
        super().__init__()
        self.bn1, self.conv1 = nn.BatchNorm2d(inputs), conv(inputs, inner, 1, stride)
        self.bn2, self.conv2 = nn.BatchNorm2d(inner), conv(inner, inner, 3)
        self.bn3, self.conv3 = nn.BatchNorm2d(inner), conv(inner, 4 * inner, 1)
        self.downsample = conv(inputs, 4 * inner, 1, stride) if project else None

    def forward(self, x):
        activated = F.relu(self.bn1(x))
        shortcut = self.downsample(activated) if self.downsample else x
        y = self.conv1(activated)
        y = self.conv2(F.relu(self.bn2(y)))
        y = self.conv3(F.relu(self.bn3(y)))
        return y + shortcut


def build(name):
    parts, inputs = [conv(3, 16, 3)], 16
    if name.startswith("preresnet"):
        for inner in (16, 32, 64):
            for i in range((int(name[9:]) - 2) // 9):
                parts.append(PreBottleneckUnit(inputs, inner, 2 if i == 0 and inner > 16 else 1, i == 0))
                inputs = 4 * inner
        parts += [nn.BatchNorm2d(inputs), nn.ReLU()]
    else:
        parts += [nn.BatchNorm2d(16), nn.ReLU()]
        for width in (16, 32, 64):
            for i in range((int(name[6:]) - 2) // 6):
                parts.append(BasicUnit(inputs, width, 2 if i == 0 and width > 16 else 1))
                inputs = width
    return nn.Sequential(*parts, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, 10))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network")
    parser.add_argument("mode", choices=["infer", "train"])
    parser.add_argument("batch", type=int)
    parser.add_argument("--layout", choices=["nchw", "nhwc"], default="nchw")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seconds", type=float, default=3)
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    layout = torch.channels_last if args.layout == "nhwc" else torch.contiguous_format
    net = build(args.network).to(memory_format=layout)
    images = torch.randn(args.batch, 3, 32, 32).to(memory_format=layout)
    if args.mode == "train":
        labels = torch.randint(0, 10, (args.batch,))
        # The rate is 0, so that the steps stay alike: on a batch learned by heart the gradients are denormal numbers, which are slow.
        optimizer = torch.optim.SGD(net.parameters(), 0, momentum=0.9, weight_decay=1e-4)

        def step():
            optimizer.zero_grad(set_to_none=True)
            loss = F.cross_entropy(net(images), labels)
            loss.backward()
            optimizer.step()
    else:
        net.eval()

        def step():
            with torch.no_grad():
                net(images)

    for _ in range(5):
        step()
    times, start = [], time.perf_counter()
    while len(times) < 5 or time.perf_counter() - start < args.seconds:
        before = time.perf_counter()
        step()
        times.append((time.perf_counter() - before) * 1e3)
    print(json.dumps({
        "peer": f"PyTorch {torch.__version__} eager", "network": args.network, "mode": args.mode, "batch": args.batch, "dtype": "f32",
        "median_ms": round(statistics.median(times), 4), "min_ms": round(min(times), 4), "runs": len(times),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))


if __name__ == "__main__":
    main()
