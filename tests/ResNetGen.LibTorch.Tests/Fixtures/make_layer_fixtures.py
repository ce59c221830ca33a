#!/usr/bin/python3
"""Writes layers.json and optim.json: what PyTorch 1.13 computes for every layer, function, loss, optimizer and schedule that the binding has.

Run it in this folder with Debian's python3-torch. The output is committed, so that the tests need no Python.

layers.json: a list of cases {"name", "inputs", "outputs", "gradients"}. Inputs are named tensors in the order of the call; the gradients are those of
sum(output * upstream) with respect to the named inputs, "upstream" being an input of its own.
optim.json: "optimizers" (parameters after one and after five steps), "schedules" (learning rates and momenta after each step), "initialization"
(weights after manual_seed(0)) and "state_dict" (keys in PyTorch's order).
A tensor is {"dtype", "shape", "data"}, the data flat in row-major order."""
import json
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from cases import Cases, away_from_kinks, tensor

torch.set_num_threads(1)
cases = Cases()
case = cases.add

torch.manual_seed(1)
x = away_from_kinks(torch.randn(2, 4, 5, 4), [0.0])

# Convolutions
w = torch.randn(3, 4, 3, 3) * 0.3
b = torch.randn(3)
case("conv2d", lambda x, w, b: F.conv2d(x, w, b), {"x": x, "weight": w, "bias": b})
case("conv2d_stride_padding", lambda x, w: F.conv2d(x, w, None, stride=2, padding=1), {"x": x, "weight": w})
case("conv2d_oblong", lambda x, w, b: F.conv2d(x, w, b, stride=(2, 1), padding=(0, 2), dilation=(1, 2)), {"x": x, "weight": w, "bias": b})
case("conv2d_groups", lambda x, w: F.conv2d(x, w, None, padding=1, groups=2), {"x": x, "weight": torch.randn(6, 2, 3, 3) * 0.3})
case("conv2d_same", lambda x, w: F.conv2d(x, w, None, padding="same"), {"x": x, "weight": torch.randn(3, 4, 3, 2) * 0.3})
case("conv2d_unbatched", lambda x, w: F.conv2d(x, w, None, padding=1), {"x": x[0], "weight": w})
case("conv1d", lambda x, w, b: F.conv1d(x, w, b, stride=2, padding=1), {"x": torch.randn(2, 3, 9), "weight": torch.randn(4, 3, 3), "bias": torch.randn(4)})
case("conv_transpose2d", lambda x, w, b: F.conv_transpose2d(x, w, b, stride=2, padding=1, output_padding=1),
     {"x": x[:, :, :3, :3].contiguous(), "weight": torch.randn(4, 3, 3, 3) * 0.3, "bias": b})
for mode in ("reflect", "replicate", "circular"):
    def module(x, w, mode=mode):
        conv = nn.Conv2d(4, 3, 3, padding=1, bias=False, padding_mode=mode)
        return conv._conv_forward(x, w, None)
    case(f"conv2d_{mode}", module, {"x": x, "weight": w})

# Linear
case("linear", F.linear, {"x": torch.randn(3, 5), "weight": torch.randn(4, 5), "bias": torch.randn(4)})
case("linear_without_bias", lambda x, w: F.linear(x, w), {"x": torch.randn(2, 3, 5), "weight": torch.randn(4, 5)})

# Norms
stats = {"running_mean": torch.randn(4) * 0.1, "running_var": torch.rand(4) + 0.5}
affine = {"weight": torch.rand(4) + 0.5, "bias": torch.randn(4)}
case("batch_norm_training", lambda x, m, v, w, b: F.batch_norm(x, m, v, w, b, True, 0.1, 1e-5), {"x": x, **stats, **affine}, after=stats.keys())
case("batch_norm_momentum", lambda x, m, v: F.batch_norm(x, m, v, None, None, True, 0.01, 1e-3), {"x": x, **stats}, after=stats.keys())
case("batch_norm_eval", lambda x, m, v, w, b: F.batch_norm(x, m, v, w, b, False, 0.1, 1e-5), {"x": x, **stats, **affine}, after=stats.keys())
case("batch_norm_without_statistics", lambda x, w, b: F.batch_norm(x, None, None, w, b, True), {"x": x, **affine})
case("batch_norm_1d", lambda x, m, v, w, b: F.batch_norm(x, m, v, w, b, True), {"x": torch.randn(5, 4), **stats, **affine}, after=stats.keys())
case("group_norm", lambda x, w, b: F.group_norm(x, 2, w, b), {"x": x, **affine})
case("layer_norm", lambda x, w, b: F.layer_norm(x, (5, 4), w, b), {"x": x, "weight": torch.rand(5, 4) + 0.5, "bias": torch.randn(5, 4)})

# Activations
a = away_from_kinks(torch.randn(4, 7) * 3, [-3.0, -1.0, 0.0, 1.0, 3.0, 6.0])
for name, function in {
    "relu": F.relu, "relu6": F.relu6, "leaky_relu": F.leaky_relu, "leaky_relu_steep": lambda x: F.leaky_relu(x, 0.2), "silu": F.silu,
    "gelu": F.gelu, "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"), "sigmoid": torch.sigmoid, "tanh": torch.tanh, "elu": F.elu,
    "elu_alpha": lambda x: F.elu(x, 0.5), "hardswish": F.hardswish, "hardsigmoid": F.hardsigmoid, "hardtanh": F.hardtanh,
    "softmax": lambda x: F.softmax(x, 1), "softmax_columns": lambda x: F.softmax(x, 0), "log_softmax": lambda x: F.log_softmax(x, 1),
}.items():
    case(name, function, {"x": a})

# Pools
case("max_pool2d", lambda x: F.max_pool2d(x, 2), {"x": x})
case("max_pool2d_overlapping", lambda x: F.max_pool2d(x, 3, stride=2, padding=1), {"x": x})
case("max_pool2d_ceil", lambda x: F.max_pool2d(x, (2, 3), stride=2, ceil_mode=True), {"x": x})
case("max_pool2d_dilated", lambda x: F.max_pool2d(x, 2, stride=1, dilation=2), {"x": x})
case("avg_pool2d", lambda x: F.avg_pool2d(x, 2), {"x": x})
case("avg_pool2d_subsample", lambda x: F.avg_pool2d(x, 1, 2), {"x": x})
case("avg_pool2d_padded", lambda x: F.avg_pool2d(x, 3, 2, 1, ceil_mode=True, count_include_pad=False), {"x": x})
case("avg_pool2d_divisor", lambda x: F.avg_pool2d(x, 2, 2, 0, divisor_override=3), {"x": x})
case("adaptive_avg_pool2d", lambda x: F.adaptive_avg_pool2d(x, 1), {"x": x})
case("adaptive_avg_pool2d_uneven", lambda x: F.adaptive_avg_pool2d(x, (4, 3)), {"x": x})
case("adaptive_max_pool2d", lambda x: F.adaptive_max_pool2d(x, (2, 3)), {"x": x})

# Padding and shape
case("pad_constant", lambda x: F.pad(x, (1, 2, 0, 1), value=0.5), {"x": x})
case("pad_channels", lambda x: F.pad(x, (0, 0, 0, 0, 2, 2)), {"x": x})
case("pad_reflect", lambda x: F.pad(x, (1, 2, 2, 1), mode="reflect"), {"x": x})
case("pad_replicate", lambda x: F.pad(x, (1, 2, 2, 1), mode="replicate"), {"x": x})
case("pad_circular", lambda x: F.pad(x, (1, 2, 2, 1), mode="circular"), {"x": x})
case("flatten", lambda x: torch.flatten(x, 1), {"x": x})
case("normalize", lambda x: F.normalize(x), {"x": a})
case("interpolate_nearest", lambda x: F.interpolate(x, scale_factor=2.0), {"x": x})
case("interpolate_bilinear", lambda x: F.interpolate(x, size=(9, 4), mode="bilinear", align_corners=False), {"x": x})
case("interpolate_bicubic_aligned", lambda x: F.interpolate(x, size=(9, 4), mode="bicubic", align_corners=True), {"x": x})
case("one_hot", lambda x: F.one_hot(x, 5), {"x": torch.tensor([0, 4, 2])})

# Losses
logits = torch.randn(6, 5) * 2
labels = torch.tensor([0, 4, 2, 1, 1, 3])
weights = torch.rand(5) + 0.5
probabilities = torch.softmax(torch.randn(6, 5), 1)
for reduction in ("none", "mean", "sum"):
    case(f"cross_entropy_{reduction}", lambda x, y: F.cross_entropy(x, y, reduction=reduction), {"x": logits, "target": labels})
    case(f"mse_loss_{reduction}", lambda x, y: F.mse_loss(x, y, reduction=reduction), {"x": logits, "target": probabilities})
    case(f"binary_cross_entropy_with_logits_{reduction}", lambda x, y: F.binary_cross_entropy_with_logits(x, y.detach(), reduction=reduction),
         {"x": logits, "target": probabilities})
case("cross_entropy_weighted", lambda x, y, w: F.cross_entropy(x, y, w.detach()), {"x": logits, "target": labels, "weight": weights})
case("cross_entropy_ignored", lambda x, y: F.cross_entropy(x, y, ignore_index=1), {"x": logits, "target": labels})
case("cross_entropy_smoothed", lambda x, y: F.cross_entropy(x, y, label_smoothing=0.1), {"x": logits, "target": labels})
case("cross_entropy_smoothed_weighted", lambda x, y, w: F.cross_entropy(x, y, w.detach(), label_smoothing=0.2, ignore_index=4),
     {"x": logits, "target": labels, "weight": weights})
case("cross_entropy_probabilities", lambda x, y: F.cross_entropy(x, y.detach()), {"x": logits, "target": probabilities})
case("cross_entropy_images", lambda x, y: F.cross_entropy(x, y), {"x": torch.randn(2, 3, 4, 4), "target": torch.randint(0, 3, (2, 4, 4))})
case("nll_loss", lambda x, y: F.nll_loss(x, y), {"x": F.log_softmax(logits, 1), "target": labels})
case("nll_loss_weighted_sum", lambda x, y, w: F.nll_loss(x, y, w.detach(), reduction="sum"), {"x": F.log_softmax(logits, 1), "target": labels, "weight": weights})
case("l1_loss", lambda x, y: F.l1_loss(x, y.detach()), {"x": logits, "target": probabilities})
case("smooth_l1_loss", lambda x, y: F.smooth_l1_loss(x, y.detach(), beta=0.5), {"x": logits, "target": probabilities})
case("huber_loss", lambda x, y: F.huber_loss(x, y.detach(), delta=0.7), {"x": logits, "target": probabilities})
case("binary_cross_entropy", lambda x, y: F.binary_cross_entropy(x, y.detach()), {"x": torch.sigmoid(logits), "target": probabilities})
case("binary_cross_entropy_weighted", lambda x, y, w: F.binary_cross_entropy(x, y.detach(), w.detach(), reduction="sum"),
     {"x": torch.sigmoid(logits), "target": probabilities, "weight": weights})
case("binary_cross_entropy_with_logits_positive", lambda x, y, w: F.binary_cross_entropy_with_logits(x, y.detach(), pos_weight=w.detach()),
     {"x": logits, "target": probabilities, "weight": weights})
case("kl_div", lambda x, y: F.kl_div(x, y.detach(), reduction="mean"), {"x": F.log_softmax(logits, 1), "target": probabilities})
case("kl_div_log_target_sum", lambda x, y: F.kl_div(x, y.detach(), reduction="sum", log_target=True),
     {"x": F.log_softmax(logits, 1), "target": probabilities.log()})

# Dropout: the same seed gives the same mask.
for name, function in {"dropout": lambda x: F.dropout(x, 0.3), "dropout2d": lambda x: F.dropout2d(x, 0.4)}.items():
    def seeded(x, function=function):
        torch.manual_seed(7)
        return function(x)
    case(name, seeded, {"x": x})


def gradient(step, i, p):
    """A gradient that depends on the parameter, so that an error of one step shows in the next."""
    return torch.sin(p.detach() * (i + 1) + step) + 0.1 * p.detach()


def optimizer(name, build, steps=(1, 5), betas=None):
    torch.manual_seed(3)
    parameters = [nn.Parameter(torch.randn(s)) for s in ((4, 3), (7,), (2, 3, 2, 2), ())]
    unused = nn.Parameter(torch.randn(3))
    start = [tensor(p) for p in parameters]
    opt = build(parameters + [unused])
    after = {}
    for step in range(1, max(steps) + 1):
        for i, p in enumerate(parameters):
            p.grad = gradient(step, i, p)
        opt.step()
        if step in steps:
            after[str(step)] = [tensor(p) for p in parameters]
    return {"name": name, "start": start, "unused": tensor(unused), "after": after}


optimizers = [
    optimizer("sgd", lambda p: torch.optim.SGD(p, 0.1)),
    optimizer("sgd_momentum", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9)),
    optimizer("sgd_dampening", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, dampening=0.5)),
    optimizer("sgd_weight_decay", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=1e-2)),
    optimizer("sgd_nesterov", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=1e-2, nesterov=True)),
    optimizer("sgd_maximize", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=1e-2, maximize=True)),
    optimizer("adam", lambda p: torch.optim.Adam(p, 0.01)),
    optimizer("adam_weight_decay", lambda p: torch.optim.Adam(p, 0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)),
    optimizer("adam_amsgrad", lambda p: torch.optim.Adam(p, 0.01, amsgrad=True, maximize=True)),
    optimizer("adamw", lambda p: torch.optim.AdamW(p, 0.01)),
    optimizer("adamw_weight_decay", lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1)),
    optimizer("adamw_amsgrad", lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1, amsgrad=True)),
]


def schedule(name, build, steps=30, optimizer=None, metric=None):
    opt = (optimizer or (lambda p: torch.optim.SGD(p, 0.4, momentum=0.9)))([nn.Parameter(torch.zeros(1))])
    scheduler = build(opt)
    group = opt.param_groups[0]
    rates, momenta = [], []
    for step in range(steps + 1):
        rates.append(group["lr"])
        momenta.append(group["momentum"] if "momentum" in group else group["betas"][0])
        if step < steps:
            opt.step()
            scheduler.step(metric(step)) if metric else scheduler.step()
    return {"name": name, "rates": rates, "momenta": momenta}


L = torch.optim.lr_scheduler
adam = lambda p: torch.optim.Adam(p, 0.4)
plateau = lambda step: max(1.0 - step * 0.1, 0.5) + (0.001 if step % 2 else 0.0)
schedules = [
    schedule("step", lambda o: L.StepLR(o, 7, 0.5)),
    schedule("multi_step", lambda o: L.MultiStepLR(o, [4, 10, 10, 22], 0.3)),
    schedule("exponential", lambda o: L.ExponentialLR(o, 0.9)),
    schedule("cosine", lambda o: L.CosineAnnealingLR(o, 30, 0.01)),
    schedule("cosine_beyond", lambda o: L.CosineAnnealingLR(o, 12)),
    schedule("linear", lambda o: L.LinearLR(o, 0.25, 0.9, 11)),
    schedule("constant", lambda o: L.ConstantLR(o, 0.5, 9)),
    schedule("polynomial", lambda o: L.PolynomialLR(o, 20, 2.0)),
    schedule("lambda", lambda o: L.LambdaLR(o, lambda epoch: 0.95 ** epoch + 0.1)),
    schedule("multiplicative", lambda o: L.MultiplicativeLR(o, lambda epoch: 1 - 0.01 * epoch)),
    schedule("one_cycle", lambda o: L.OneCycleLR(o, 0.8, total_steps=31)),
    schedule("one_cycle_linear", lambda o: L.OneCycleLR(o, 0.8, epochs=8, steps_per_epoch=4, pct_start=0.4, anneal_strategy="linear", div_factor=10,
                                                        final_div_factor=100)),
    schedule("one_cycle_three_phase", lambda o: L.OneCycleLR(o, 0.8, total_steps=40, three_phase=True, base_momentum=0.8, max_momentum=0.99)),
    schedule("one_cycle_adam", lambda o: L.OneCycleLR(o, 0.8, total_steps=31), optimizer=adam),
    schedule("one_cycle_fixed_momentum", lambda o: L.OneCycleLR(o, 0.8, total_steps=31, cycle_momentum=False)),
    schedule("sequential", lambda o: L.SequentialLR(o, [L.LinearLR(o, 0.1, 1.0, 5), L.CosineAnnealingLR(o, 25)], [5])),
    schedule("chained", lambda o: L.ChainedScheduler([L.ConstantLR(o, 0.1, 5), L.ExponentialLR(o, 0.9)])),
    schedule("plateau", lambda o: L.ReduceLROnPlateau(o, factor=0.5, patience=2, cooldown=1, min_lr=0.01), metric=plateau),
    schedule("plateau_max", lambda o: L.ReduceLROnPlateau(o, mode="max", factor=0.1, patience=1, threshold=0.05, threshold_mode="abs"), metric=lambda s: min(s, 6) * 0.1),
]


def initialized(name, build, keys=("weight", "bias")):
    torch.manual_seed(0)
    built = build()
    tensors = {"weight": built} if isinstance(built, torch.Tensor) else {k: getattr(built, k) for k in keys if getattr(built, k, None) is not None}
    return {"name": name, "tensors": {k: tensor(v) for k, v in tensors.items()}}


i = nn.init
initialization = [
    initialized("Conv2d", lambda: nn.Conv2d(3, 4, 3)),
    initialized("Conv2d_groups", lambda: nn.Conv2d(4, 4, 3, groups=2, bias=False)),
    initialized("Linear", lambda: nn.Linear(5, 4)),
    initialized("BatchNorm2d", lambda: nn.BatchNorm2d(3), ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")),
    initialized("kaiming_normal_fan_out", lambda: i.kaiming_normal_(torch.empty(4, 3, 3, 3), mode="fan_out", nonlinearity="relu")),
    initialized("kaiming_uniform", lambda: i.kaiming_uniform_(torch.empty(4, 3, 3, 3), a=0.2)),
    initialized("xavier_normal", lambda: i.xavier_normal_(torch.empty(4, 5), gain=2.0)),
    initialized("xavier_uniform", lambda: i.xavier_uniform_(torch.empty(4, 5))),
    initialized("normal", lambda: i.normal_(torch.empty(4, 5), 1.0, 0.5)),
    initialized("uniform", lambda: i.uniform_(torch.empty(4, 5), -1.0, 0.5)),
    initialized("trunc_normal", lambda: i.trunc_normal_(torch.empty(4, 5), 0.5, 0.5, -0.2, 1.0)),
    initialized("orthogonal", lambda: i.orthogonal_(torch.empty(5, 3), gain=0.5)),
    initialized("orthogonal_wide", lambda: i.orthogonal_(torch.empty(3, 2, 3))),
    initialized("dirac", lambda: i.dirac_(torch.empty(4, 3, 3, 3))),
    initialized("eye", lambda: i.eye_(torch.empty(4, 3))),
    initialized("constant", lambda: i.constant_(torch.empty(2, 3), 0.25)),
]
gains = {n: i.calculate_gain(n, p) for n, p in {"linear": None, "conv2d": None, "sigmoid": None, "tanh": None, "relu": None, "leaky_relu": 0.3}.items()}


class Unit(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(4)
        self.layers = nn.Sequential(nn.Conv2d(4, 4, 1, bias=False), nn.ReLU(), nn.BatchNorm2d(4, affine=False))
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        return self.fc(self.layers(x).mean((2, 3)))


torch.manual_seed(0)
unit = Unit()
image = torch.randn(2, 3, 5, 5)
target = torch.tensor([0, 1])
network = {
    "keys": list(unit.state_dict().keys()),
    "state": {k: tensor(v) for k, v in unit.state_dict().items()},
    "image": tensor(image),
    "target": tensor(target),
    "losses": [],
}
opt = torch.optim.SGD(unit.parameters(), 0.1, momentum=0.9, weight_decay=1e-3)
for _ in range(5):
    opt.zero_grad()
    loss = F.cross_entropy(unit(image), target)
    loss.backward()
    opt.step()
    network["losses"].append(loss.item())
unit.eval()
network["trained"] = {k: tensor(v) for k, v in unit.state_dict().items()}
network["scores"] = tensor(unit(image))

parameters = [nn.Parameter(t) for t in (torch.tensor([[1.0, -2.0], [3.0, 0.5]]), torch.tensor([4.0, -1.0, 0.25]))]
clipping = {}
for norm in (1.0, 2.0, 3.0, math.inf):
    for p in parameters:
        p.grad = p.detach() * 2
    total = nn.utils.clip_grad_norm_(parameters, 1.5, norm)
    clipping[str(norm)] = {"total": float(total), "gradients": [tensor(p.grad) for p in parameters]}

cases.write("layers.json")
with open("optim.json", "w") as f:
    json.dump({"optimizers": optimizers, "schedules": schedules, "initialization": initialization, "gains": gains, "network": network, "clipping": clipping},
              f, separators=(",", ":"))
    f.write("\n")
print(f"{len(cases.all)} layer cases, {len(optimizers)} optimizers, {len(schedules)} schedules, {len(initialization)} initializations")
