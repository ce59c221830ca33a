using System;
using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Tensors;

/// <summary>The operations of tensor_ops.json: for each name the same call in C#.</summary>
internal static class TensorOperations
{
    internal static IReadOnlyDictionary<string, Func<Tensor[], Tensor>> All { get; } = Combined(
        Elementwise(), Arithmetic(), Comparison(), Reductions(), Order(), Matrices(), Shape(), Parts(), InPlace());

    private static Dictionary<string, Func<Tensor[], Tensor>> Elementwise() => new()
    {
        ["abs"] = x => x[0].abs(),
        ["atan"] = x => x[0].atan(),
        ["asinh"] = x => x[0].asinh(),
        ["ceil"] = x => x[0].ceil(),
        ["cos"] = x => x[0].cos(),
        ["cosh"] = x => x[0].cosh(),
        ["erf"] = x => x[0].erf(),
        ["erfc"] = x => x[0].erfc(),
        ["exp"] = x => x[0].exp(),
        ["exp2"] = x => x[0].exp2(),
        ["expm1"] = x => x[0].expm1(),
        ["floor"] = x => x[0].floor(),
        ["neg"] = x => -x[0],
        ["reciprocal"] = x => x[0].reciprocal(),
        ["relu"] = x => x[0].relu(),
        ["sigmoid"] = x => torch.sigmoid(x[0]),
        ["sign"] = x => x[0].sign(),
        ["sgn"] = x => x[0].sgn(),
        ["sin"] = x => x[0].sin(),
        ["sinh"] = x => x[0].sinh(),
        ["square"] = x => x[0].square(),
        ["tan"] = x => x[0].tan(),
        ["tanh"] = x => torch.tanh(x[0]),
        ["trunc"] = x => x[0].trunc(),
        ["frac"] = x => x[0].frac(),
        ["selu"] = x => x[0].selu(),
        ["relu6"] = x => x[0].relu6(),
        ["gelu"] = x => x[0].gelu(),
        ["hardswish"] = x => x[0].hardswish(),
        ["hardsigmoid"] = x => x[0].hardsigmoid(),
        ["celu"] = x => x[0].celu(),
        ["silu"] = x => x[0].silu(),
        ["log_sigmoid"] = x => x[0].log_sigmoid(),
        ["log"] = x => x[0].log(),
        ["log10"] = x => x[0].log10(),
        ["log2"] = x => x[0].log2(),
        ["log1p"] = x => x[0].log1p(),
        ["sqrt"] = x => x[0].sqrt(),
        ["rsqrt"] = x => x[0].rsqrt(),
        ["lgamma"] = x => x[0].lgamma(),
        ["digamma"] = x => x[0].digamma(),
        ["acos"] = x => x[0].acos(),
        ["asin"] = x => x[0].asin(),
        ["atanh"] = x => x[0].atanh(),
        ["erfinv"] = x => x[0].erfinv(),
        ["acosh"] = x => x[0].acosh(),
        ["round"] = x => x[0].round(),
        ["round_decimals"] = x => x[0].round(1),
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> Arithmetic() => new()
    {
        ["add"] = x => x[0] + x[1],
        ["add_alpha"] = x => x[0].add(x[1], 0.5),
        ["sub"] = x => x[0] - x[1],
        ["mul"] = x => x[0] * x[1],
        ["div"] = x => x[0] / x[1],
        ["div_floor"] = x => x[0].div(x[1], RoundingMode.floor),
        ["div_trunc"] = x => x[0].div(x[1], RoundingMode.trunc),
        ["floor_divide_int"] = x => x[0].floor_divide(x[1]),
        ["remainder_int"] = x => x[0] % x[1],
        ["fmod_int"] = x => x[0].fmod(x[1]),
        ["true_divide_int"] = x => x[0] / x[1],
        ["pow"] = x => x[0].pow(x[1]),
        ["pow_scalar"] = x => x[0].pow(3),
        ["add_scalar"] = x => x[0] + 2.5,
        ["scalar_sub"] = x => 2.5 - x[0],
        ["scalar_div"] = x => 2.5 / x[0],
        ["scalar_div_int"] = x => 3 / x[0],
        ["int_times_float"] = x => x[0] * 1.5f,
        ["maximum"] = x => maximum(x[0], x[1]),
        ["minimum"] = x => x[0].min(x[1]),
        ["atan2"] = x => x[0].atan2(x[1]),
        ["logaddexp"] = x => x[0].logaddexp(x[1]),
        ["xlogy"] = x => x[0].xlogy(x[1]),
        ["addcmul"] = x => x[0].addcmul(x[1], x[2], 0.3),
        ["addcdiv"] = x => x[0].addcdiv(x[1], x[2], 0.3),
        ["lerp"] = x => x[0].lerp(x[1], x[2]),
        ["clamp"] = x => x[0].clamp(-0.5, 0.7),
        ["clamp_min"] = x => x[0].clamp_min(0.1),
        ["clamp_tensor"] = x => x[0].clamp(x[1], x[2]),
        ["where"] = x => where(x[0], x[1], x[2]),
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> Comparison() => new()
    {
        ["eq"] = x => x[0] == x[1],
        ["ne"] = x => x[0] != x[1],
        ["lt"] = x => x[0] < x[1],
        ["le"] = x => x[0] <= x[1],
        ["gt"] = x => x[0] > x[1],
        ["ge"] = x => x[0] >= x[1],
        ["gt_scalar"] = x => x[0].gt(1),
        ["scalar_gt"] = x => (Scalar)1 > x[0],
        ["logical_and"] = x => x[0].logical_and(x[1]),
        ["bitwise_and"] = x => x[0] & x[1],
        ["bitwise_or"] = x => x[0] | x[1],
        ["bitwise_xor"] = x => x[0] ^ x[1],
        ["bitwise_not"] = x => ~x[0],
        ["isclose"] = x => x[0].isclose(x[1]),
        ["isin"] = x => isin(x[0], x[1]),
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> Reductions() => new()
    {
        ["sum"] = x => x[0].sum(),
        ["sum_dims"] = x => x[0].sum([0, 2]),
        ["sum_keepdim"] = x => x[0].sum(1, keepdim: true),
        ["sum_bool"] = x => x[0].sum(),
        ["sum_double"] = x => x[0].sum(ScalarType.Float64),
        ["mean"] = x => x[0].mean(),
        ["mean_dims"] = x => x[0].mean([1, 2]),
        ["prod"] = x => x[0].prod(),
        ["prod_dim"] = x => x[0].prod(1),
        ["max"] = x => x[0].max(),
        ["max_dim"] = x => x[0].max(1).values,
        ["max_dim_indices"] = x => x[0].max(1).indexes,
        ["min_dim"] = x => x[0].min(2, true).values,
        ["amax"] = x => x[0].amax(0, 2),
        ["amin_keepdim"] = x => x[0].amin([1], true),
        ["argmax"] = x => x[0].argmax(),
        ["argmax_dim"] = x => x[0].argmax(2),
        ["argmin_dim"] = x => x[0].argmin(1, true),
        ["all"] = x => x[0].all(),
        ["any_dim"] = x => x[0].any(1),
        ["median"] = x => x[0].median(),
        ["var"] = x => x[0].var(),
        ["var_biased"] = x => x[0].var([0, 2], false),
        ["std_keepdim"] = x => x[0].std(1, keepdim: true),
        ["var_mean"] = x => x[0].var_mean([1, 2]).var,
        ["norm"] = x => x[0].norm(),
        ["norm_1"] = x => x[0].norm(1f),
        ["norm_dim"] = x => x[0].norm(1, false),
        ["logsumexp"] = x => x[0].logsumexp(1),
        ["softmax"] = x => x[0].softmax(1),
        ["log_softmax"] = x => x[0].log_softmax(-1),
        ["cumsum"] = x => x[0].cumsum(1),
        ["cumprod"] = x => x[0].cumprod(1),
        ["count_nonzero"] = x => x[0].count_nonzero(),
        ["bincount"] = x => x[0].bincount(null, 6),
        ["quantile"] = x => x[0].quantile(x[1], 1),
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> Order() => new()
    {
        ["sort"] = x => x[0].sort(1, descending: true).Values,
        ["sort_indices"] = x => x[0].sort(1).Indices,
        ["argsort"] = x => x[0].argsort(2),
        ["topk"] = x => x[0].topk(2, 2).values,
        ["topk_smallest_indices"] = x => x[0].topk(2, 1, largest: false).indexes,
        ["kthvalue"] = x => x[0].kthvalue(2, 1).values,
        ["unique"] = x => x[0].unique().output,
        ["diff"] = x => x[0].diff(),
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> Matrices() => new()
    {
        ["matmul"] = x => x[0].matmul(x[1]),
        ["mm"] = x => mm(x[0], x[1]),
        ["bmm"] = x => x[0].bmm(x[1]),
        ["mv"] = x => x[0].mv(x[1]),
        ["dot"] = x => x[0].dot(x[1]),
        ["outer"] = x => outer(x[0], x[1]),
        ["addmm"] = x => x[0].addmm(x[1], x[2], 0.5f, 2),
        ["einsum"] = x => einsum("bij,bkj->bik", x),
        ["tril"] = x => x[0].tril(),
        ["triu_diagonal"] = x => x[0].triu(1),
        ["diag"] = x => x[0].diag(),
        ["diagonal"] = x => x[0].diagonal(0, 1, 2),
        ["trace"] = x => x[0].trace(),
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> Shape() => new()
    {
        ["view"] = x => x[0].view(4, -1),
        ["flatten"] = x => x[0].flatten(1),
        ["unflatten"] = x => x[0].unflatten(2, 2, 2),
        ["permute"] = x => x[0].permute(2, 0, 1),
        ["transpose"] = x => x[0].transpose(0, 2),
        ["movedim"] = x => torch.movedim(x[0], 0, 2),
        ["squeeze"] = x => x[0].squeeze(),
        ["squeeze_dim"] = x => x[0].squeeze(0),
        ["unsqueeze"] = x => x[0].unsqueeze(1),
        ["expand"] = x => x[0].expand(3, -1, 4),
        ["repeat"] = x => x[0].repeat(2, 1, 3),
        ["repeat_interleave"] = x => x[0].repeat_interleave(2, 1),
        ["tile"] = x => x[0].tile([2]),
        ["flip"] = x => x[0].flip(0, 2),
        ["rot90"] = x => x[0].rot90(),
        ["roll"] = x => x[0].roll((1, -1), (0, 1)),
        ["roll_flat"] = x => x[0].roll(2),
        ["unfold"] = x => x[0].unfold(1, 2, 1),
        ["as_strided"] = x => x[0].as_strided([2, 2], [1, 2], 1),
        ["cat"] = x => cat(x, 1),
        ["stack"] = x => stack(x, 1),
        ["split"] = x => x[0].split(3, 1)[1],
        ["split_sizes"] = x => x[0].split([1, 3], 1)[1],
        ["chunk"] = x => x[0].chunk(2, 1)[0],
        ["unbind"] = x => x[0].unbind(1)[2],
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> Parts() => new()
    {
        ["narrow"] = x => x[0].narrow(1, 1, 2),
        ["slice"] = x => x[0][TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(1, 4, 2)],
        ["select"] = x => x[0].select(1, 2),
        ["index_mixed"] = x => x[0][TensorIndex.Ellipsis, TensorIndex.None, 1..3],
        ["index_negative"] = x => x[0][^1, .., -2],
        ["index_tensor"] = x => x[0][x[1]],
        ["index_range_tensor"] = x => x[0][TensorIndex.Colon, TensorIndex.Tensor(x[1])],
        ["index_mask"] = x => x[0][x[1]],
        ["gather"] = x => x[0].gather(1, x[1]),
        ["index_select"] = x => x[0].index_select(1, x[1]),
        ["take"] = x => x[0].take(x[1]),
        ["masked_select"] = x => x[0].masked_select(x[1]),
        ["masked_fill"] = x => x[0].masked_fill(x[1], 0.5),
        ["scatter"] = x => x[0].scatter(1, x[1], x[2]),
        ["scatter_add"] = x => x[0].scatter_add(1, x[1], x[2]),
        ["index_add"] = x => x[0].index_add(1, x[1], x[2], 2),
        ["index_copy"] = x => x[0].index_copy(1, x[1], x[2]),
        ["index_fill"] = x => x[0].index_fill(1, x[1], 0.5),
        ["nonzero"] = x => x[0].nonzero(),
    };

    private static Dictionary<string, Func<Tensor[], Tensor>> InPlace() => new()
    {
        ["in_place_chain"] = x => x[0].clone().add_(x[1]).mul_(2).sub_(1).relu_(),
        ["in_place_tanh"] = x => x[0].clone().mul_(2).tanh_(),
        ["in_place_fill"] = x => x[0].clone().masked_fill_(x[0] > 0, 1.0).clamp_(-0.5, 2),
        ["index_put"] = Put,
    };

    private static Tensor Put(Tensor[] x)
    {
        var result = x[0].clone();
        result[1.., 2] = x[1];
        return result;
    }

    private static Dictionary<string, Func<Tensor[], Tensor>> Combined(params Dictionary<string, Func<Tensor[], Tensor>>[] parts)
    {
        var all = new Dictionary<string, Func<Tensor[], Tensor>>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var (name, operation) in part)
            {
                all.Add(name, operation);
            }
        }

        return all;
    }
}
