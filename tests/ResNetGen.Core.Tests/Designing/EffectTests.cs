using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Tests.Designing;

/// <summary>Nothing that a specification can say is passed over: for each option there is a network that it changes.</summary>
public sealed class EffectTests
{
    // Two values of each option, in a network where they differ: what surrounds the value, then both.
    private static readonly Dictionary<string, (string Around, string First, string Second)> Values = new(StringComparer.Ordinal)
    {
        ["Family"] = ("{ 'family': # }", "'resnet20'", "'resnet32'"),
        ["Version"] = ("{ 'version': #, 'depth': 20 }", "1", "2"),
        ["Depth"] = ("{ 'version': 1, 'depth': # }", "20", "26"),
        ["Input"] = ("{ 'family': 'resnet20', 'input': # }", "[3, 32, 32]", "[1, 32, 32]"),
        ["Classes"] = ("{ 'family': 'resnet20', 'classes': # }", "10", "11"),
        ["Target"] = ("{ 'family': 'resnet20', 'target': # }", "'training'", "'inference'"),
        ["Unit"] = ("{ 'family': 'resnet18', 'unit': # }", "'basic'", "'bottleneck'"),
        ["Activation"] = ("{ 'family': 'resnet18', 'activation': # }", "'pre'", "'norm-after-addition'"),
        ["Nonlinearity"] = ("{ 'family': 'resnet18', 'nonlinearity': # }", "'gelu'", "'silu'"),
        ["Slope"] = ("{ 'family': 'resnet18', 'nonlinearity': 'leaky-relu', 'slope': # }", "0.1", "0.2"),
        ["Kernel"] = ("{ 'family': 'resnet18', 'kernel': # }", "3", "5"),
        ["Expansion"] = ("{ 'family': 'resnet50', 'expansion': # }", "4", "2.5"),
        ["Groups"] = ("{ 'family': 'resnet50', 'groups': # }", "1", "2"),
        ["BaseWidth"] = ("{ 'family': 'resnet50', 'baseWidth': # }", "64", "128"),
        ["Form"] = ("{ 'family': 'resnext50_32x4d', 'form': # }", "'branches'", "'concatenated'"),
        ["Dropout"] = ("{ 'family': 'wrn28_10', 'dropout': # }", "0", "0.3"),
        ["Bias"] = ("{ 'family': 'resnet18', 'bias': # }", "'all'", "'without-norm'"),
        ["Padding"] = ("{ 'family': 'resnet18', 'padding': # }", "'same'", "'symmetric'"),
        ["StridedConvolution"] = ("{ 'family': 'resnet50', 'stridedConvolution': # }", "'first'", "'middle'"),
        ["StridedUnit"] = ("{ 'family': 'resnet50', 'stridedUnit': # }", "'first'", "'last'"),
        ["Bare"] = ("{ 'family': 'preresnet18', 'bare': # }", "true", "false"),
        ["Compression"] = ("{ 'family': 'densenet121', 'compression': # }", "0.5", "1"),
        ["OutputStride"] = ("{ 'family': 'resnet50', 'outputStride': # }", "8", "16"),
        ["Initialization"] = ("{ 'family': 'resnet18', 'initialization': # }", "'he-fan-in'", "'he-fan-out'"),
        ["ZeroLastNorm"] = ("{ 'family': 'resnet18', 'zeroLastNorm': # }", "true", "false"),
        ["Keys"] = ("{ 'family': 'resnet18', 'keys': # }", "'timm'", "'keras'"),
        ["UnitKeys"] = ("{ 'family': 'resnet18', 'keys': { 'units': # } }", "'{number}.{layer}'", "'{stage}.{unit}.{layer}'"),
        ["UnitLayerKeys"] = ("{ 'family': 'resnet18', 'keys': { 'unitLayers': # } }", "{ 'conv1': 'c' }", "{ 'conv1': 'd' }"),
        ["LayerKeys"] = ("{ 'family': 'resnet18', 'keys': { 'layers': # } }", "{ 'conv1': 'c' }", "{ 'conv2': 'c' }"),
        ["Budget"] = ("{ 'family': 'resnet18', 'budget': # }", "1", "2"),
        ["StemKernel"] = ("{ 'family': 'resnet18', 'stem': { 'kernel': # } }", "7", "3"),
        ["StemWidths"] = ("{ 'family': 'resnet18', 'stem': { 'width': # } }", "64", "[32, 64]"),
        ["StemStride"] = ("{ 'family': 'resnet18', 'stem': { 'stride': # } }", "1", "2"),
        ["StemBias"] = ("{ 'family': 'resnet18', 'stem': { 'bias': # } }", "true", "false"),
        ["StemNorm"] = ("{ 'family': 'resnet18', 'stem': { 'norm': # } }", "true", "false"),
        ["StemActivation"] = ("{ 'family': 'resnet18', 'stem': { 'activation': # } }", "true", "false"),
        ["StemDropout"] = ("{ 'family': 'resnet18', 'stem': { 'dropout': # } }", "0.1", "0.2"),
        ["StemPool"] = ("{ 'family': 'resnet18', 'stem': { 'pool': # } }", "'none'", "'average'"),
        ["StemPoolKernel"] = ("{ 'family': 'resnet18', 'stem': { 'pool': { 'kernel': # } } }", "3", "2"),
        ["StemPoolStride"] = ("{ 'family': 'resnet18', 'stem': { 'pool': { 'stride': # } } }", "1", "2"),
        ["StemPoolPadding"] = ("{ 'family': 'resnet18', 'stem': { 'pool': { 'padding': # } } }", "0", "1"),
        ["StemPoolCeiling"] = ("{ 'family': 'resnet18', 'stem': { 'pool': { 'ceiling': # } } }", "true", "false"),
        ["Units"] = ("{ 'family': 'resnet18', 'stages': [{ 'units': # }, {}, {}, {}] }", "1", "2"),
        ["Widths"] = ("{ 'family': 'resnet18', 'stages': [{ 'width': # }, {}, {}, {}] }", "48", "64"),
        ["Inners"] = ("{ 'family': 'resnet50', 'stages': [{ 'inner': # }, {}, {}, {}] }", "48", "64"),
        ["Strides"] = ("{ 'family': 'resnet18', 'stages': [{ 'stride': # }, {}, {}, {}] }", "1", "2"),
        ["Dilations"] = ("{ 'family': 'resnet18', 'stages': [{ 'dilation': # }, {}, {}, {}] }", "1", "2"),
        ["StageUnits"] = ("{ 'family': 'resnet18', 'stages': [{ 'unit': # }, {}, {}, {}] }", "'basic'", "'bottleneck'"),
        ["Arounds"] = ("{ 'family': 'resnet18', 'stages': [{ 'around': # }, {}, {}, {}] }", "'identity'", "'projection'"),
        ["Shortcut"] = ("{ 'family': 'resnet18', 'shortcut': # }", "'pad'", "'average-projection'"),
        ["ShortcutPlain"] = ("{ 'family': 'resnet18', 'shortcut': { 'plain': # } }", "'scaled'", "'exclusive-gate'"),
        ["ShortcutSource"] = ("{ 'family': 'preresnet18', 'shortcut': { 'source': # } }", "'activated'", "'input'"),
        ["ShortcutNorm"] = ("{ 'family': 'resnet18', 'shortcut': { 'norm': # } }", "true", "false"),
        ["ShortcutFirst"] = ("{ 'family': 'resnet18', 'shortcut': { 'first': # } }", "true", "false"),
        ["ShortcutZeros"] = ("{ 'family': 'resnet20', 'shortcut': { 'zeros': # } }", "'both'", "'after'"),
        ["ShortcutScale"] = ("{ 'family': 'resnet20', 'shortcut': { 'plain': 'scaled', 'scale': # } }", "0.5", "0.4"),
        ["ShortcutGateBias"] = ("{ 'family': 'resnet20', 'shortcut': { 'plain': 'shortcut-gate', 'gateBias': # } }", "-6", "0"),
        ["ShortcutDropout"] = ("{ 'family': 'resnet20', 'shortcut': { 'plain': 'dropout', 'dropout': # } }", "0.5", "0.4"),
        ["Norm"] = ("{ 'family': 'resnet18', 'norm': # }", "'none'", "'group'"),
        ["NormGroups"] = ("{ 'family': 'resnet18', 'norm': { 'kind': 'group', 'groups': # } }", "8", "16"),
        ["NormEpsilon"] = ("{ 'family': 'resnet18', 'norm': { 'epsilon': # } }", "1e-3", "1e-5"),
        ["NormMomentum"] = ("{ 'family': 'resnet18', 'norm': { 'momentum': # } }", "0.1", "0.01"),
        ["Attention"] = ("{ 'family': 'resnet18', 'attention': # }", "'squeeze-excitation'", "'efficient-channel'"),
        ["AttentionReduction"] = ("{ 'family': 'seresnet50', 'attention': { 'reduction': # } }", "16", "8"),
        ["Survival"] = ("{ 'family': 'resnet20', 'survival': # }", "0.5", "0.8"),
        ["SurvivalRule"] = ("{ 'family': 'resnet110_stochastic', 'survival': { 'rule': # } }", "'linear'", "'uniform'"),
        ["DecayConvolutions"] = ("{ 'family': 'resnet20', 'decay': # }", "1e-4", "1e-3"),
        ["DecayDense"] = ("{ 'family': 'resnet20', 'decay': { 'dense': # } }", "1e-4", "0"),
        ["DecayNorms"] = ("{ 'family': 'resnet20', 'decay': { 'norms': # } }", "1e-4", "0"),
        ["Head"] = ("{ 'family': 'resnet20', 'head': # }", "'encoder'", "'none'"),
        ["HeadNorm"] = ("{ 'family': 'resnet20', 'head': { 'norm': # } }", "true", "false"),
        ["HeadPool"] = ("{ 'family': 'resnet20', 'head': { 'pool': # } }", "'max'", "'flatten'"),
        ["HeadWindow"] = ("{ 'family': 'resnet20', 'head': { 'pool': 'window', 'window': # } }", "8", "4"),
        ["HeadDense"] = ("{ 'family': 'resnet20', 'head': { 'dense': # } }", "64", "[64, 32]"),
        ["HeadDenseNorm"] = ("{ 'family': 'resnet20', 'head': { 'dense': 64, 'denseNorm': # } }", "true", "false"),
        ["HeadDenseDropout"] = ("{ 'family': 'resnet20', 'head': { 'dense': 64, 'denseDropout': # } }", "0.5", "0"),
        ["HeadDropout"] = ("{ 'family': 'resnet20', 'head': { 'dropout': # } }", "0.5", "0"),
        ["HeadLatent"] = ("{ 'family': 'resnet20', 'head': { 'kind': 'encoder', 'latent': # } }", "64", "32"),
    };

    public static TheoryData<string> Options => [.. OptionTable.All.Where(o => o.Attribute is not null).Select(o => o.Attribute!)];

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_changes_a_network_and_is_not_called_idle_there(string option)
    {
        var (around, first, second) = Values[option];

        Assert.NotEqual(Networks.Design(around.Replace("#", first, StringComparison.Ordinal)), Networks.Design(around.Replace("#", second, StringComparison.Ordinal)));
    }
}
