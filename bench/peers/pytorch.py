#!/usr/bin/python3
"""Times PyTorch on a network of this project: pytorch.py FILE MODE BATCH CxHxW [--layout nchw|nhwc] [--compile] [--dtype f32|bf16] [--threads N] [--seconds S] [--onnx FILE]

FILE is what `resnetgen emit python SPEC` writes: a module for PyTorch alone, whose last class is the network.
MODE is infer (eval mode, no_grad), optimized (the same, after torch.jit.optimize_for_inference) or train (forward, cross-entropy, backward, SGD with momentum and
weight decay). --layout nhwc gives network and images the channels-last memory format; --compile runs what torch.compile makes of the network, which PyTorch 2
can and which takes a C++ compiler; --dtype bf16 runs the forward pass under autocast.
Prints one JSON object with the fields of `resnetgen bench --json`. With --onnx it only exports the network, for batches of that size.
"""
import argparse
import importlib.util
import json
import os
import resource
import statistics
import time
import warnings

import torch
from torch import nn
from torch.nn import functional as F


def load(path):
    spec = importlib.util.spec_from_file_location("network", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    classes = [c for c in vars(module).values() if isinstance(c, type) and issubclass(c, nn.Module) and c.__module__ == "network"]
    return classes[-1]()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("mode", choices=["infer", "optimized", "train"])
    parser.add_argument("batch", type=int)
    parser.add_argument("input")
    parser.add_argument("--layout", choices=["nchw", "nhwc"], default="nchw")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--dtype", choices=["f32", "bf16"], default="f32")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--onnx")
    args = parser.parse_args()

    warnings.filterwarnings("ignore")
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    layout = torch.channels_last if args.layout == "nhwc" else torch.contiguous_format
    net = load(args.file).to(memory_format=layout)
    images = torch.randn(args.batch, *map(int, args.input.split("x"))).to(memory_format=layout)
    if args.onnx:
        torch.onnx.export(net.eval(), images, args.onnx, opset_version=16)
        return

    if args.mode == "train":
        with torch.no_grad():
            labels = torch.randint(0, net(images).shape[1], (args.batch,))
        network = torch.compile(net) if args.compile else net
        # The learning rate is 0, so that all steps cost the same: on a memorized batch the gradients become denormal numbers, which are slow.
        optimizer = torch.optim.SGD(net.parameters(), 0, momentum=0.9, weight_decay=1e-4)

        def step():
            optimizer.zero_grad(set_to_none=True)
            with torch.autocast("cpu", torch.bfloat16, enabled=args.dtype == "bf16"):
                logits = network(images)
            loss = F.cross_entropy(logits.float(), labels)
            loss.backward()
            optimizer.step()
    else:
        net.eval()
        if args.compile:
            net = torch.compile(net)
        if args.mode == "optimized":
            net = torch.jit.optimize_for_inference(torch.jit.trace(net, images))

        def step():
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=args.dtype == "bf16"):
                net(images)

    for _ in range(5):
        step()
    times, start = [], time.perf_counter()
    while len(times) < 5 or time.perf_counter() - start < args.seconds:
        before = time.perf_counter()
        step()
        times.append((time.perf_counter() - before) * 1e3)
    print(json.dumps({
        "peer": f"PyTorch {torch.__version__}", "mode": args.mode, "batch": args.batch, "dtype": args.dtype,
        "median_ms": round(statistics.median(times), 4), "min_ms": round(min(times), 4), "runs": len(times),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))


if __name__ == "__main__":
    main()
