using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>The modules over the cases of layers.json: the named inputs become the module's parameters and buffers.</summary>
public sealed class ModuleForwardTests
{
    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> s_modules = new(StringComparer.Ordinal)
    {
        ["conv2d"] = () => nn.Conv2d(4, 3, 3),
        ["conv2d_stride_padding"] = () => nn.Conv2d(4, 3, 3, stride: 2, padding: 1, bias: false),
        ["conv2d_oblong"] = () => nn.Conv2d(4, 3, (3, 3), stride: (2, 1), padding: (0, 2), dilation: (1, 2)),
        ["conv2d_groups"] = () => nn.Conv2d(4, 6, 3, padding: 1, groups: 2, bias: false),
        ["conv2d_same"] = () => nn.Conv2d(4, 3, (3, 2), Padding.Same, bias: false),
        ["conv2d_unbatched"] = () => nn.Conv2d(4, 3, 3, padding: 1, bias: false),
        ["conv2d_reflect"] = () => nn.Conv2d(4, 3, 3, padding: 1, padding_mode: PaddingModes.Reflect, bias: false),
        ["conv2d_replicate"] = () => nn.Conv2d(4, 3, 3, padding: 1, padding_mode: PaddingModes.Replicate, bias: false),
        ["conv2d_circular"] = () => nn.Conv2d(4, 3, 3, Padding.Same, padding_mode: PaddingModes.Circular, bias: false),
        ["conv1d"] = () => nn.Conv1d(3, 4, 3, stride: 2, padding: 1),
        ["linear"] = () => nn.Linear(5, 4),
        ["linear_without_bias"] = () => nn.Linear(5, 4, false),
        ["batch_norm_training"] = () => nn.BatchNorm2d(4),
        ["batch_norm_momentum"] = () => nn.BatchNorm2d(4, 1e-3, 0.01, affine: false),
        ["batch_norm_eval"] = () => Evaluating(nn.BatchNorm2d(4)),
        ["batch_norm_without_statistics"] = () => nn.BatchNorm2d(4, track_running_stats: false),
        ["batch_norm_1d"] = () => nn.BatchNorm1d(4),
        ["group_norm"] = () => nn.GroupNorm(2, 4),
        ["layer_norm"] = () => nn.LayerNorm([5, 4]),
        ["relu"] = () => nn.ReLU(),
        ["relu6"] = () => nn.ReLU6(),
        ["leaky_relu"] = () => nn.LeakyReLU(),
        ["leaky_relu_steep"] = () => nn.LeakyReLU(0.2),
        ["silu"] = () => nn.SiLU(),
        ["gelu"] = () => nn.GELU(),
        ["gelu_tanh"] = () => nn.GELU(GELU.Approximate.tanh),
        ["sigmoid"] = () => nn.Sigmoid(),
        ["tanh"] = () => nn.Tanh(),
        ["elu"] = () => nn.ELU(),
        ["elu_alpha"] = () => nn.ELU(0.5),
        ["hardswish"] = () => nn.Hardswish(),
        ["hardsigmoid"] = () => nn.Hardsigmoid(),
        ["hardtanh"] = () => nn.Hardtanh(),
        ["softmax"] = () => nn.Softmax(1),
        ["log_softmax"] = () => nn.LogSoftmax(1),
        ["max_pool2d"] = () => nn.MaxPool2d(2),
        ["max_pool2d_overlapping"] = () => nn.MaxPool2d(3, 2, 1),
        ["max_pool2d_ceil"] = () => nn.MaxPool2d((2, 3), (2, 2), ceil_mode: true),
        ["max_pool2d_dilated"] = () => nn.MaxPool2d([2, 2], [1, 1], dilation: [2, 2]),
        ["avg_pool2d"] = () => nn.AvgPool2d(2),
        ["avg_pool2d_padded"] = () => nn.AvgPool2d(3, 2, 1, true, false),
        ["avg_pool2d_divisor"] = () => nn.AvgPool2d((2, 2), divisor_override: 3),
        ["adaptive_avg_pool2d"] = () => nn.AdaptiveAvgPool2d(1),
        ["adaptive_avg_pool2d_uneven"] = () => nn.AdaptiveAvgPool2d((4, 3)),
        ["adaptive_max_pool2d"] = () => nn.AdaptiveMaxPool2d([2, 3]),
        ["pad_channels"] = () => nn.Sequential(new PadChannels(2)),
        ["flatten"] = () => nn.Flatten(),
        ["dropout"] = () => nn.Dropout(0.3),
        ["dropout2d"] = () => nn.Dropout2d(0.4),
    };

    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor, Tensor>>> s_losses = new(StringComparer.Ordinal)
    {
        ["cross_entropy_none"] = () => nn.CrossEntropyLoss(reduction: nn.Reduction.None),
        ["cross_entropy_mean"] = () => nn.CrossEntropyLoss(),
        ["cross_entropy_sum"] = () => nn.CrossEntropyLoss(reduction: nn.Reduction.Sum),
        ["cross_entropy_weighted"] = () => nn.CrossEntropyLoss(Weight("cross_entropy_weighted")),
        ["cross_entropy_ignored"] = () => nn.CrossEntropyLoss(ignore_index: 1),
        ["cross_entropy_smoothed"] = () => new CrossEntropyLoss(label_smoothing: 0.1),
        ["cross_entropy_smoothed_weighted"] = () => new CrossEntropyLoss(Weight("cross_entropy_smoothed_weighted"), 4, label_smoothing: 0.2),
        ["nll_loss"] = () => nn.NLLLoss(),
        ["nll_loss_weighted_sum"] = () => nn.NLLLoss(Weight("nll_loss_weighted_sum"), nn.Reduction.Sum),
        ["mse_loss_mean"] = () => nn.MSELoss(),
        ["l1_loss"] = () => nn.L1Loss(),
        ["smooth_l1_loss"] = () => nn.SmoothL1Loss(beta: 0.5),
        ["huber_loss"] = () => nn.HuberLoss(0.7),
        ["binary_cross_entropy"] = () => nn.BCELoss(),
        ["binary_cross_entropy_weighted"] = () => nn.BCELoss(Weight("binary_cross_entropy_weighted"), nn.Reduction.Sum),
        ["binary_cross_entropy_with_logits_mean"] = () => nn.BCEWithLogitsLoss(),
        ["binary_cross_entropy_with_logits_positive"] = () => nn.BCEWithLogitsLoss(pos_weights: Weight("binary_cross_entropy_with_logits_positive")),
        ["kl_div"] = () => nn.KLDivLoss(false),
        ["kl_div_log_target_sum"] = () => nn.KLDivLoss(reduction: nn.Reduction.Sum),
    };

    public static TheoryData<string> ModuleNames => new(s_modules.Keys);

    public static TheoryData<string> LossNames => new(s_losses.Keys);

    [Theory]
    [MemberData(nameof(ModuleNames))]
    public void A_module_computes_what_PyTorchs_does(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = LayerFixtures.All[name];
        using var module = s_modules[name]();
        var state = fixture.Inputs.Where(input => module.has_parameter(input.Key) || module.has_buffer(input.Key))
                           .ToDictionary(static input => input.Key, static input => input.Value.ToTensor(), StringComparer.Ordinal);
        module.load_state_dict(state, strict: false);
        Assert.Equal(module.parameters().Count(), state.Keys.Count(module.has_parameter));
        var x = fixture.Inputs["x"].ToTensor(requiresGrad: true);

        manual_seed(7);
        var output = module.call(x);
        output.backward([fixture.Inputs["upstream"].ToTensor()]);

        foreach (var (key, expected) in fixture.Outputs)
        {
            expected.AssertClose(string.Equals(key, "output", StringComparison.Ordinal) ? output : module.get_buffer(key), key);
        }

        foreach (var (key, expected) in fixture.Gradients)
        {
            expected.AssertClose((string.Equals(key, "x", StringComparison.Ordinal) ? x : module.get_parameter(key)).grad!, $"gradient of {key}");
        }
    }

    [Theory]
    [MemberData(nameof(LossNames))]
    public void A_loss_computes_what_PyTorchs_does(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = LayerFixtures.All[name];
        using var loss = s_losses[name]();
        var x = fixture.Inputs["x"].ToTensor(requiresGrad: true);

        var output = loss.call(x, fixture.Inputs["target"].ToTensor());
        output.backward([fixture.Inputs["upstream"].ToTensor()]);

        fixture.Outputs["output"].AssertClose(output, "output");
        fixture.Gradients["x"].AssertClose(x.grad!, "gradient of x");
    }

    private static T Evaluating<T>(T module) where T : nn.Module
    {
        module.eval();
        return module;
    }

    private static Tensor Weight(string fixture) => LayerFixtures.All[fixture].Inputs["weight"].ToTensor();

    /// <summary>A module of a user's own, without parameters.</summary>
    private sealed class PadChannels(long width) : nn.Module<Tensor, Tensor>(nameof(PadChannels))
    {
        public override Tensor forward(Tensor input) => nn.functional.pad(input, [0, 0, 0, 0, width, width]);
    }
}
