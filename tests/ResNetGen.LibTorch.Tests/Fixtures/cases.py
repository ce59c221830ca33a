"""What the fixture scripts share: tensors as JSON, and calls run forwards and backwards."""
import json

import torch


def tensor(t):
    t = t.detach().contiguous()
    if t.dtype.is_floating_point:
        data = [float(f"{v:.9g}") for v in t.double().flatten().tolist()]
    else:
        data = t.flatten().tolist()
    return {"dtype": str(t.dtype).replace("torch.", ""), "shape": list(t.shape), "data": data}


def away_from_kinks(t, kinks, distance=0.02):
    """Moves values off the points where a function has no derivative, so that rounding cannot choose a side."""
    for k in kinks:
        t = torch.where((t - k).abs() < distance, torch.full_like(t, k + distance * 2), t)
    return t


class Cases:
    def __init__(self):
        self.all = []

    def add(self, name, function, inputs, after=None):
        """Runs function(*inputs) forwards and backwards; `after` names tensors that the call changed (running statistics)."""
        inputs = {k: v.clone() for k, v in inputs.items()}
        before = {k: tensor(v) for k, v in inputs.items()}
        leaves = {k: v.requires_grad_() for k, v in inputs.items() if v.dtype.is_floating_point and k not in (after or [])}
        out = function(*inputs.values())
        gradients = {}
        if out.requires_grad:
            upstream = torch.randn(out.shape, dtype=out.dtype)
            before["upstream"] = tensor(upstream)
            out.backward(upstream)
            gradients = {k: tensor(v.grad) for k, v in leaves.items() if v.grad is not None}
        outputs = {"output": tensor(out)}
        for k in after or []:
            outputs[k] = tensor(inputs[k])
        self.all.append({"name": name, "inputs": before, "outputs": outputs, "gradients": gradients})

    def write(self, file):
        with open(file, "w", encoding="utf-8") as stream:
            json.dump(self.all, stream, separators=(",", ":"))
            stream.write("\n")
