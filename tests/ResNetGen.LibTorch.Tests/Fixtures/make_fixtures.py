#!/usr/bin/python3
"""Writes tensor_ops.json: what PyTorch 1.13 computes for the operations of tensors.

Run it in this folder with Debian's python3-torch. The output is committed, so that the tests need no Python.
A list of cases {"name", "inputs", "outputs", "gradients"}, as in layers.json; TensorOperations.cs has a function of each name."""
import torch

from cases import Cases, away_from_kinks

torch.set_num_threads(1)
torch.manual_seed(7)
cases = Cases()

x = away_from_kinks(torch.randn(3, 4), [0.0])
y = away_from_kinks(torch.randn(3, 4), [0.0])
row = away_from_kinks(torch.randn(4), [0.0])
positive = torch.rand(3, 4) + 0.2
unit = torch.rand(3, 4) * 1.8 - 0.9
cube = away_from_kinks(torch.randn(2, 3, 4), [0.0])
different = torch.randperm(24).reshape(2, 3, 4) / 5.0 - 2.0
whole = torch.tensor([[5, -3, 2], [0, 7, -8]])
divisors = torch.tensor([[2, 2, 3], [4, -3, 3]])
mask = x > 0


def case(name, function, *inputs):
    cases.add(name, function, {f"x{i}": tensor for i, tensor in enumerate(inputs)})


# Each element by itself
for name in ["abs", "atan", "asinh", "ceil", "cos", "cosh", "erf", "erfc", "exp", "exp2", "expm1", "floor", "neg", "reciprocal", "relu",
             "sigmoid", "sign", "sgn", "sin", "sinh", "square", "tan", "tanh", "trunc", "frac"]:
    case(name, getattr(torch, name), x)
for name in ["selu", "relu6", "gelu", "hardswish", "hardsigmoid", "celu", "silu"]:
    case(name, getattr(torch.nn.functional, name), x)
case("log_sigmoid", torch.nn.functional.logsigmoid, x)
for name in ["log", "log10", "log2", "log1p", "sqrt", "rsqrt", "lgamma", "digamma"]:
    case(name, getattr(torch, name), positive)
for name in ["acos", "asin", "atanh", "erfinv"]:
    case(name, getattr(torch, name), unit)
case("acosh", torch.acosh, positive + 1)
case("round", torch.round, x)
case("round_decimals", lambda x: torch.round(x, decimals=1), x)

# Arithmetic, with broadcasting and with numbers
case("add", lambda a, b: a + b, x, row)
case("add_alpha", lambda a, b: torch.add(a, b, alpha=0.5), x, y)
case("sub", lambda a, b: a - b, x, row)
case("mul", lambda a, b: a * b, x, row)
case("div", lambda a, b: a / b, x, positive)
case("div_floor", lambda a, b: torch.div(a, b, rounding_mode="floor"), x, positive)
case("div_trunc", lambda a, b: torch.div(a, b, rounding_mode="trunc"), whole, divisors)
case("floor_divide_int", lambda a, b: a // b, whole, divisors)
case("remainder_int", lambda a, b: a % b, whole, divisors)
case("fmod_int", torch.fmod, whole, divisors)
case("true_divide_int", lambda a, b: a / b, whole, divisors)
case("pow", torch.pow, positive, y)
case("pow_scalar", lambda a: a ** 3, x)
case("add_scalar", lambda a: a + 2.5, x)
case("scalar_sub", lambda a: 2.5 - a, x)
case("scalar_div", lambda a: 2.5 / a, positive)
case("scalar_div_int", lambda a: 3 / a, divisors)
case("int_times_float", lambda a: a * 1.5, whole)
case("maximum", torch.maximum, x, y)
case("minimum", torch.minimum, x, y)
case("atan2", torch.atan2, x, y)
case("logaddexp", torch.logaddexp, x, y)
case("xlogy", torch.xlogy, x, positive)
case("addcmul", lambda a, b, c: torch.addcmul(a, b, c, value=0.3), x, y, row)
case("addcdiv", lambda a, b, c: torch.addcdiv(a, b, c, value=0.3), x, y, positive)
case("lerp", torch.lerp, x, y, torch.rand(3, 4))
case("clamp", lambda a: a.clamp(-0.5, 0.7), away_from_kinks(x, [-0.5, 0.7]))
case("clamp_min", lambda a: a.clamp(min=0.1), away_from_kinks(x, [0.1]))
case("clamp_tensor", lambda a, b, c: torch.clamp(a, b, c), x, -positive, positive)
case("where", lambda c, a, b: torch.where(c, a, b), mask, x, y)

# Comparison and logic
for name in ["eq", "ne", "lt", "le", "gt", "ge"]:
    case(name, getattr(torch, name), whole, divisors)
case("gt_scalar", lambda a: a > 1, whole)
case("scalar_gt", lambda a: 1 > a, whole)
case("logical_and", torch.logical_and, whole, divisors > 2)
case("bitwise_and", lambda a, b: a & b, whole, divisors)
case("bitwise_or", lambda a, b: a | b, whole, divisors)
case("bitwise_xor", lambda a, b: a ^ b, whole, divisors)
case("bitwise_not", lambda a: ~a, mask)
case("isclose", torch.isclose, x, x + 1e-7)
case("isin", lambda a, b: torch.isin(a, b), whole, divisors)

# Reductions
case("sum", torch.sum, cube)
case("sum_dims", lambda a: a.sum((0, 2)), cube)
case("sum_keepdim", lambda a: a.sum(1, keepdim=True), cube)
case("sum_bool", torch.sum, mask)
case("sum_double", lambda a: a.sum(dtype=torch.float64), cube)
case("mean", torch.mean, cube)
case("mean_dims", lambda a: a.mean((1, 2)), cube)
case("prod", torch.prod, x)
case("prod_dim", lambda a: a.prod(1), x)
case("max", torch.max, different)
case("max_dim", lambda a: a.max(1)[0], different)
case("max_dim_indices", lambda a: a.max(1)[1], different)
case("min_dim", lambda a: a.min(2, keepdim=True)[0], different)
case("amax", lambda a: a.amax((0, 2)), different)
case("amin_keepdim", lambda a: a.amin((1,), keepdim=True), different)
case("argmax", torch.argmax, different)
case("argmax_dim", lambda a: a.argmax(2), different)
case("argmin_dim", lambda a: a.argmin(1, keepdim=True), different)
case("all", torch.all, mask)
case("any_dim", lambda a: a.any(1), mask)
case("median", torch.median, different)
case("var", torch.var, cube)
case("var_biased", lambda a: a.var((0, 2), unbiased=False), cube)
case("std_keepdim", lambda a: a.std(1, keepdim=True), cube)
case("var_mean", lambda a: torch.var_mean(a, (1, 2))[0], cube)
case("norm", torch.norm, cube)
case("norm_1", lambda a: torch.norm(a, p=1), cube)
case("norm_dim", lambda a: torch.norm(a, p=2, dim=1), cube)
case("logsumexp", lambda a: a.logsumexp(1), cube)
case("softmax", lambda a: a.softmax(1), cube)
case("log_softmax", lambda a: a.log_softmax(-1), cube)
case("cumsum", lambda a: a.cumsum(1), cube)
case("cumprod", lambda a: a.cumprod(1), x)
case("count_nonzero", torch.count_nonzero, whole)
case("bincount", lambda a: torch.bincount(a, minlength=6), torch.tensor([1, 1, 3, 0, 1]))
case("quantile", lambda a, q: torch.quantile(a, q, dim=1), x, torch.tensor([0.25, 0.5]))

# Order
case("sort", lambda a: a.sort(1, descending=True)[0], different)
case("sort_indices", lambda a: a.sort(1)[1], different)
case("argsort", lambda a: a.argsort(2), different)
case("topk", lambda a: a.topk(2, 2)[0], different)
case("topk_smallest_indices", lambda a: a.topk(2, 1, largest=False)[1], different)
case("kthvalue", lambda a: a.kthvalue(2, 1)[0], different)
case("unique", lambda a: a.unique(), torch.tensor([3, 1, 3, 2, 1]))
case("diff", lambda a: a.diff(), x)

# Matrices
case("matmul", torch.matmul, torch.randn(2, 3, 4), torch.randn(4, 5))
case("mm", torch.mm, torch.randn(3, 4), torch.randn(4, 2))
case("bmm", torch.bmm, torch.randn(2, 3, 4), torch.randn(2, 4, 2))
case("mv", torch.mv, torch.randn(3, 4), torch.randn(4))
case("dot", torch.dot, torch.randn(4), torch.randn(4))
case("outer", torch.outer, torch.randn(3), torch.randn(4))
case("addmm", lambda c, a, b: torch.addmm(c, a, b, beta=0.5, alpha=2), torch.randn(3, 2), torch.randn(3, 4), torch.randn(4, 2))
case("einsum", lambda a, b: torch.einsum("bij,bkj->bik", a, b), torch.randn(2, 3, 4), torch.randn(2, 5, 4))
case("tril", torch.tril, x)
case("triu_diagonal", lambda a: a.triu(1), x)
case("diag", torch.diag, row)
case("diagonal", lambda a: a.diagonal(0, 1, 2), cube)
case("trace", torch.trace, torch.randn(3, 3))

# Shape
case("view", lambda a: a.view(4, -1), cube)
case("flatten", lambda a: a.flatten(1), cube)
case("unflatten", lambda a: a.unflatten(2, (2, 2)), cube)
case("permute", lambda a: a.permute(2, 0, 1), cube)
case("transpose", lambda a: a.transpose(0, 2), cube)
case("movedim", lambda a: a.movedim(0, 2), cube)
case("squeeze", lambda a: a.squeeze(), torch.randn(1, 3, 1, 2))
case("squeeze_dim", lambda a: a.squeeze(0), torch.randn(1, 3, 1, 2))
case("unsqueeze", lambda a: a.unsqueeze(1), x)
case("expand", lambda a: a.expand(3, -1, 4), torch.randn(3, 2, 1))
case("repeat", lambda a: a.repeat(2, 1, 3), x)
case("repeat_interleave", lambda a: a.repeat_interleave(2, 1), x)
case("tile", lambda a: a.tile((2,)), x)
case("flip", lambda a: a.flip(0, 2), cube)
case("rot90", lambda a: a.rot90(1, (0, 1)), x)
case("roll", lambda a: a.roll((1, -1), (0, 1)), x)
case("roll_flat", lambda a: a.roll(2), x)
case("unfold", lambda a: a.unfold(1, 2, 1), x)
case("as_strided", lambda a: a.as_strided((2, 2), (1, 2), 1), x)
case("cat", lambda a, b: torch.cat((a, b), 1), x, torch.randn(3, 2))
case("stack", lambda a, b: torch.stack((a, b), 1), x, y)
case("split", lambda a: a.split(3, 1)[1], x)
case("split_sizes", lambda a: a.split((1, 3), 1)[1], x)
case("chunk", lambda a: a.chunk(2, 1)[0], x)
case("unbind", lambda a: a.unbind(1)[2], x)

# Parts
case("narrow", lambda a: a.narrow(1, 1, 2), cube)
case("slice", lambda a: a[:, :, 1:4:2], cube)
case("select", lambda a: a.select(1, 2), cube)
case("index_mixed", lambda a: a[..., None, 1:3], cube)
case("index_negative", lambda a: a[-1, :, -2], cube)
case("index_tensor", lambda a, i: a[i], x, torch.tensor([2, 0, 2]))
case("index_range_tensor", lambda a, i: a[:, i], cube, torch.tensor([2, 0]))
case("index_mask", lambda a, m: a[m], x, mask)
case("gather", lambda a, i: a.gather(1, i), x, torch.tensor([[0, 3], [1, 1], [2, 0]]))
case("index_select", lambda a, i: a.index_select(1, i), x, torch.tensor([3, 0]))
case("take", lambda a, i: a.take(i), x, torch.tensor([11, 0]))
case("masked_select", lambda a, m: a.masked_select(m), x, mask)
case("masked_fill", lambda a, m: a.masked_fill(m, 0.5), x, mask)
case("scatter", lambda a, i, s: a.scatter(1, i, s), x, torch.tensor([[0, 3], [1, 2], [2, 0]]), torch.randn(3, 2))
case("scatter_add", lambda a, i, s: a.scatter_add(1, i, s), x, torch.tensor([[0, 0], [1, 2], [2, 2]]), torch.randn(3, 2))
case("index_add", lambda a, i, s: a.index_add(1, i, s, alpha=2), x, torch.tensor([0, 2]), torch.randn(3, 2))
case("index_copy", lambda a, i, s: a.index_copy(1, i, s), x, torch.tensor([0, 2]), torch.randn(3, 2))
case("index_fill", lambda a, i: a.index_fill(1, i, 0.5), x, torch.tensor([0, 2]))
case("nonzero", torch.nonzero, whole)

# In place, on a copy
case("in_place_chain", lambda a, b: a.clone().add_(b).mul_(2).sub_(1).relu_(), x, y)
case("in_place_tanh", lambda a: a.clone().mul_(2).tanh_(), x)
case("in_place_fill", lambda a: a.clone().masked_fill_(mask, 1.0).clamp_(-0.5, 2), away_from_kinks(x, [-0.5]))


def put(a, v):
    a = a.clone()
    a[1:, 2] = v
    return a


case("index_put", put, x, torch.randn(2))

cases.write("tensor_ops.json")
