using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>Every case of layers.json, forwards and backwards.</summary>
public sealed class FunctionTests
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, Tensor>, Tensor>> s_functions = new(StringComparer.Ordinal)
    {
        ["conv2d"] = t => F.conv2d(t["x"], t["weight"], t["bias"]),
        ["conv2d_stride_padding"] = t => F.conv2d(t["x"], t["weight"], strides: [2, 2], padding: [1, 1]),
        ["conv2d_oblong"] = t => F.conv2d(t["x"], t["weight"], t["bias"], [2, 1], [0, 2], [1, 2]),
        ["conv2d_groups"] = t => F.conv2d(t["x"], t["weight"], padding: [1], groups: 2),
        ["conv2d_same"] = t => F.conv2d_padding(t["x"], t["weight"], padding: Padding.Same),
        ["conv2d_unbatched"] = t => F.conv2d(t["x"], t["weight"], padding: [1, 1]),
        ["conv1d"] = t => F.conv1d(t["x"], t["weight"], t["bias"], 2, 1),
        ["conv_transpose2d"] = t => F.conv_transpose2d(t["x"], t["weight"], t["bias"], [2, 2], [1, 1], [1, 1]),
        ["conv2d_reflect"] = t => F.conv2d(F.pad(t["x"], (1, 1, 1, 1), PaddingModes.Reflect), t["weight"]),
        ["conv2d_replicate"] = t => F.conv2d(F.pad(t["x"], (1, 1, 1, 1), PaddingModes.Replicate), t["weight"]),
        ["conv2d_circular"] = t => F.conv2d(F.pad(t["x"], (1, 1, 1, 1), PaddingModes.Circular), t["weight"]),
        ["linear"] = t => F.linear(t["x"], t["weight"], t["bias"]),
        ["linear_without_bias"] = t => F.linear(t["x"], t["weight"]),
        ["batch_norm_training"] = t => F.batch_norm(t["x"], t["running_mean"], t["running_var"], t["weight"], t["bias"], true),
        ["batch_norm_momentum"] = t => F.batch_norm(t["x"], t["running_mean"], t["running_var"], training: true, momentum: 0.01, eps: 1e-3),
        ["batch_norm_eval"] = t => F.batch_norm(t["x"], t["running_mean"], t["running_var"], t["weight"], t["bias"]),
        ["batch_norm_without_statistics"] = t => F.batch_norm(t["x"], null, null, t["weight"], t["bias"], true),
        ["batch_norm_1d"] = t => F.batch_norm(t["x"], t["running_mean"], t["running_var"], t["weight"], t["bias"], true),
        ["group_norm"] = t => F.group_norm(t["x"], 2, t["weight"], t["bias"]),
        ["layer_norm"] = t => F.layer_norm(t["x"], [5, 4], t["weight"], t["bias"]),
        ["relu"] = t => F.relu(t["x"]),
        ["relu6"] = t => F.relu6(t["x"]),
        ["leaky_relu"] = t => F.leaky_relu(t["x"]),
        ["leaky_relu_steep"] = t => F.leaky_relu(t["x"], 0.2),
        ["silu"] = t => F.silu(t["x"]),
        ["gelu"] = t => F.gelu(t["x"]),
        ["gelu_tanh"] = t => F.gelu(t["x"], GELU.Approximate.tanh),
        ["sigmoid"] = t => F.sigmoid(t["x"]),
        ["tanh"] = t => F.tanh(t["x"]),
        ["elu"] = t => F.elu(t["x"], 1),
        ["elu_alpha"] = t => F.elu(t["x"], 0.5),
        ["hardswish"] = t => F.hardswish(t["x"]),
        ["hardsigmoid"] = t => F.hardsigmoid(t["x"]),
        ["hardtanh"] = t => F.hardtanh(t["x"]),
        ["softmax"] = t => F.softmax(t["x"], 1),
        ["softmax_columns"] = t => F.softmax(t["x"], 0),
        ["log_softmax"] = t => F.log_softmax(t["x"], 1),
        ["max_pool2d"] = t => F.max_pool2d(t["x"], 2),
        ["max_pool2d_overlapping"] = t => F.max_pool2d(t["x"], 3, 2, 1),
        ["max_pool2d_ceil"] = t => F.max_pool2d(t["x"], (2, 3), (2, 2), ceil_mode: true),
        ["max_pool2d_dilated"] = t => F.max_pool2d_with_indices(t["x"], [2, 2], [1, 1], dilation: [2, 2]).output,
        ["avg_pool2d"] = t => F.avg_pool2d(t["x"], 2),
        ["avg_pool2d_subsample"] = t => F.avg_pool2d(t["x"], 1, 2),
        ["avg_pool2d_padded"] = t => F.avg_pool2d(t["x"], [3, 3], [2, 2], [1, 1], true, false),
        ["avg_pool2d_divisor"] = t => F.avg_pool2d(t["x"], (2, 2), (2, 2), divisor_override: 3),
        ["adaptive_avg_pool2d"] = t => F.adaptive_avg_pool2d(t["x"], 1),
        ["adaptive_avg_pool2d_uneven"] = t => F.adaptive_avg_pool2d(t["x"], (4, 3)),
        ["adaptive_max_pool2d"] = t => F.adaptive_max_pool2d(t["x"], [2, 3]),
        ["pad_constant"] = t => F.pad(t["x"], (1, 2, 0, 1), value: 0.5),
        ["pad_channels"] = t => F.pad(t["x"], new long[] { 0, 0, 0, 0, 2, 2 }),
        ["pad_reflect"] = t => F.pad(t["x"], (1, 2, 2, 1), PaddingModes.Reflect),
        ["pad_replicate"] = t => F.pad(t["x"], (1, 2, 2, 1), PaddingModes.Replicate),
        ["pad_circular"] = t => F.pad(t["x"], (1, 2, 2, 1), PaddingModes.Circular),
        ["flatten"] = t => t["x"].flatten(1),
        ["normalize"] = t => F.normalize(t["x"]),
        ["interpolate_nearest"] = t => F.interpolate(t["x"], scale_factor: [2.0]),
        ["interpolate_bilinear"] = t => F.interpolate(t["x"], [9, 4], mode: InterpolationMode.Bilinear, align_corners: false),
        ["interpolate_bicubic_aligned"] = t => F.interpolate(t["x"], [9, 4], mode: InterpolationMode.Bicubic, align_corners: true),
        ["one_hot"] = t => F.one_hot(t["x"], 5),
        ["cross_entropy_none"] = t => F.cross_entropy(t["x"], t["target"], reduction: nn.Reduction.None),
        ["cross_entropy_mean"] = t => F.cross_entropy(t["x"], t["target"]),
        ["cross_entropy_sum"] = t => F.cross_entropy(t["x"], t["target"], reduction: nn.Reduction.Sum),
        ["cross_entropy_weighted"] = t => F.cross_entropy(t["x"], t["target"], t["weight"]),
        ["cross_entropy_ignored"] = t => F.cross_entropy(t["x"], t["target"], ignore_index: 1),
        ["cross_entropy_smoothed"] = t => F.cross_entropy(t["x"], t["target"], label_smoothing: 0.1),
        ["cross_entropy_smoothed_weighted"] = t => F.cross_entropy(t["x"], t["target"], t["weight"], 4, label_smoothing: 0.2),
        ["cross_entropy_probabilities"] = t => F.cross_entropy(t["x"], t["target"]),
        ["cross_entropy_images"] = t => F.cross_entropy(t["x"], t["target"]),
        ["nll_loss"] = t => F.nll_loss(t["x"], t["target"]),
        ["nll_loss_weighted_sum"] = t => F.nll_loss(t["x"], t["target"], t["weight"], nn.Reduction.Sum),
        ["mse_loss_none"] = t => F.mse_loss(t["x"], t["target"], nn.Reduction.None),
        ["mse_loss_mean"] = t => F.mse_loss(t["x"], t["target"]),
        ["mse_loss_sum"] = t => F.mse_loss(t["x"], t["target"], nn.Reduction.Sum),
        ["l1_loss"] = t => F.l1_loss(t["x"], t["target"]),
        ["smooth_l1_loss"] = t => F.smooth_l1_loss(t["x"], t["target"], beta: 0.5),
        ["huber_loss"] = t => F.huber_loss(t["x"], t["target"], 0.7),
        ["binary_cross_entropy"] = t => F.binary_cross_entropy(t["x"], t["target"]),
        ["binary_cross_entropy_weighted"] = t => F.binary_cross_entropy(t["x"], t["target"], t["weight"], nn.Reduction.Sum),
        ["binary_cross_entropy_with_logits_none"] = t => F.binary_cross_entropy_with_logits(t["x"], t["target"], reduction: nn.Reduction.None),
        ["binary_cross_entropy_with_logits_mean"] = t => F.binary_cross_entropy_with_logits(t["x"], t["target"]),
        ["binary_cross_entropy_with_logits_sum"] = t => F.binary_cross_entropy_with_logits(t["x"], t["target"], reduction: nn.Reduction.Sum),
        ["binary_cross_entropy_with_logits_positive"] = t => F.binary_cross_entropy_with_logits(t["x"], t["target"], pos_weights: t["weight"]),
        ["kl_div"] = t => F.kl_div(t["x"], t["target"], log_target: false),
        ["kl_div_log_target_sum"] = t => F.kl_div(t["x"], t["target"], reduction: nn.Reduction.Sum),
        ["dropout"] = t => Seeded(() => F.dropout(t["x"], 0.3)),
        ["dropout2d"] = t => Seeded(() => F.dropout2d(t["x"], 0.4)),
    };

    public static TheoryData<string> Names => new(LayerFixtures.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_and_gradients_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = LayerFixtures.All[name];
        var inputs = fixture.Inputs.ToDictionary(
            static input => input.Key, input => input.Value.ToTensor(fixture.Gradients.ContainsKey(input.Key)), StringComparer.Ordinal);

        var output = s_functions[name](inputs);

        foreach (var (key, expected) in fixture.Outputs)
        {
            expected.AssertClose(string.Equals(key, "output", StringComparison.Ordinal) ? output : inputs[key], key);
        }

        if (fixture.Gradients.Count > 0)
        {
            output.backward([inputs["upstream"]]);
        }

        foreach (var (key, expected) in fixture.Gradients)
        {
            expected.AssertClose(inputs[key].grad!, $"gradient of {key}");
        }
    }

    public static TheoryData<string> InPlaceNames => ["relu", "relu6", "leaky_relu", "elu", "silu", "gelu", "sigmoid", "tanh", "hardswish", "hardsigmoid", "hardtanh"];

    [Theory]
    [MemberData(nameof(InPlaceNames))]
    public void In_place_activations_change_their_input_and_give_an_object_of_its_own(string name)
    {
        var inPlace = new Dictionary<string, Func<Tensor, Tensor>>(StringComparer.Ordinal)
        {
            ["relu"] = x => F.relu(x, true),
            ["relu6"] = x => F.relu6(x, true),
            ["leaky_relu"] = x => F.leaky_relu(x, inplace: true),
            ["elu"] = x => F.elu(x, 1, true),
            ["silu"] = x => F.silu(x, true),
            ["gelu"] = x => F.gelu(x, true),
            ["sigmoid"] = x => F.sigmoid(x, true),
            ["tanh"] = x => F.tanh(x, true),
            ["hardswish"] = x => F.hardswish(x, true),
            ["hardsigmoid"] = x => F.hardsigmoid(x, true),
            ["hardtanh"] = x => F.hardtanh(x, inplace: true),
        };
        var fixture = LayerFixtures.All[name];
        using var x = fixture.Inputs["x"].ToTensor();

        var output = inPlace[name](x);
        fixture.Outputs["output"].AssertClose(x, "input");
        output.Dispose();

        fixture.Outputs["output"].AssertClose(x, "input after its output is released");
    }

    [Fact]
    public void Pools_tell_where_their_values_are()
    {
        using var scope = NewDisposeScope();
        var x = LayerFixtures.All["max_pool2d"].Inputs["x"].ToTensor();

        foreach (var (output, indices) in new[] { F.max_pool2d_with_indices(x, [2, 2]), F.adaptive_max_pool2d_with_indices(x, [2, 3]) })
        {
            Assert.Equal(ScalarType.Int64, indices.dtype);
            Assert.True(x.flatten(2).gather(2, indices.flatten(2)).reshape(output.shape).allclose(output, 0, 0));
        }
    }

    [Fact]
    public void A_failed_function_tells_the_shapes()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => F.conv2d(zeros(1, 3, 8, 8), zeros(4, 5, 3, 3)));

        Assert.Contains("[1, 3, 8, 8]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[4, 5, 3, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_of_another_rank_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => F.conv2d(zeros(1, 3, 8, 8), zeros(4, 3, 3)));
        Assert.Throws<ArgumentException>(() => F.conv2d(zeros(1, 3, 8, 8), zeros(4, 3, 3, 3), strides: [1, 1, 1]));
    }

    private static Tensor Seeded(Func<Tensor> function)
    {
        manual_seed(7);
        return function();
    }
}
