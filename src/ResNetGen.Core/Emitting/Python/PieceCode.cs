using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>The functions and classes that a file has where its network needs them, the same in all files.</summary>
internal static class PieceCode
{
    private const string Register = """"
        def register(root: nn.Module, key: str, layer: nn.Module) -> None:
            """Puts a layer where its key says. For each level of the key that is not there yet comes a module that does nothing."""
            *levels, name = key.split(".")
            for level in levels:
                if level not in dict(root.named_children()):
                    root.add_module(level, nn.Module())
                root = root.get_submodule(level)
            root.add_module(name, layer)
        """";

    private const string Named = """"
        def named(layers: dict) -> nn.Sequential:
            """Layers one after another, by names."""
            sequence = nn.Sequential()
            for name, layer in layers.items():
                sequence.add_module(name, layer)
            return sequence
        """";

    private const string Numbered = """"
        def numbered(network: nn.Module, kind: str, layer: nn.Module) -> str:
            """Puts a layer into a network, called by its kind and its number among those of that kind, and says what it is called."""
            number = sum(name.rstrip("0123456789").rstrip("_") == kind for name, _ in network.named_children())
            name = f"{kind}_{number}" if number else kind
            network.add_module(name, layer)
            return name
        """";

    private const string SqueezeExcitation = """"
        class SqueezeExcitation(nn.Module):
            """Weighs channels by two layers over their means: Hu et al. (2018, arXiv:1709.01507)."""

            def __init__(self, channels: int, inner: int) -> None:
                super().__init__()
                self.fc1 = nn.Conv2d(channels, inner, 1)
                self.fc2 = nn.Conv2d(inner, channels, 1)

            def forward(self, x: Tensor) -> Tensor:
                weights = F.relu(self.fc1(x.mean((2, 3), keepdim=True)))
                return x * torch.sigmoid(self.fc2(weights))
        """";

    private const string EfficientChannelAttention = """"
        class EfficientChannelAttention(nn.Module):
            """Weighs channels by a one-dimensional convolution over their means: Wang et al. (2020, arXiv:1910.03151)."""

            def __init__(self, kernel: int) -> None:
                super().__init__()
                self.conv = nn.Conv1d(1, 1, kernel, padding=kernel // 2, bias=False)

            def forward(self, x: Tensor) -> Tensor:
                weights = torch.sigmoid(self.conv(x.mean((2, 3)).unsqueeze(1)))
                return x * weights.transpose(1, 2).unsqueeze(3)
        """";

    private const string BranchConvolution = """"
        class BranchConv2d(nn.Conv2d):
            """Convolutions beside each other, the branches of a unit: Xie et al. (2017, arXiv:1611.05431), figure 3 (a) and (b).

            Their kernels lie in one weight, as those of the convolution do that figure 3 (c) draws them together into.
            """

            def __init__(
                self,
                inputs: int,
                outputs: int,
                kernel: int,
                branches: int,
                stride: int = 1,
                dilation: int = 1,
                padded: bool = True,  # zeros on each side keep the size at stride 1
                splits: bool = False,  # each branch takes its own part of the channels
                adds: bool = False,  # the results are added; otherwise their channels stand one after another
                bias: bool = False,
            ) -> None:
                padding = kernel // 2 * dilation if padded else 0
                groups = branches if splits and not adds else 1
                super().__init__(inputs, outputs, kernel, stride, padding, dilation, groups, bias)
                self.branches = branches
                self.splits = splits or adds
                self.adds = adds

            def forward(self, x: Tensor) -> Tensor:
                parts = x.chunk(self.branches, 1) if self.splits else [x] * self.branches
                kernels = self.weight.chunk(self.branches, 1 if self.adds else 0)
                biases = [None] * self.branches
                if self.bias is not None:
                    biases = [self.bias, *biases[1:]] if self.adds else self.bias.chunk(self.branches)
                results = [
                    F.conv2d(parts[i], kernels[i], biases[i], self.stride, self.padding, self.dilation)
                    for i in range(self.branches)
                ]
                return sum(results) if self.adds else torch.cat(results, 1)
        """";

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["register", "named", "numbered", "SqueezeExcitation", "EfficientChannelAttention", "BranchConv2d"];

    /// <summary>Writes the functions that a network needs.</summary>
    public static void WriteFunctions(NetworkPlan plan, ModuleLayout layout, PythonWriter source)
    {
        if (NeedsRegister(plan, layout))
        {
            source.Gap();
            source.Line(Register);
        }

        if (layout.IsNumbered)
        {
            source.Gap();
            source.Line(Numbered);
        }

        if (layout.Home == UnitHome.NamedSequence || plan.Graphs.SelectMany(g => g.Operations).Any(o => o is Sequence { IsNamed: true }))
        {
            source.Gap();
            source.Line(Named);
        }
    }

    /// <summary>Writes the classes of layers that a network needs.</summary>
    public static void WriteClasses(NetworkPlan plan, PythonWriter source)
    {
        var parts = plan.Graphs.SelectMany(g => g.Parts).ToList();
        foreach (var (isNeeded, code) in new[]
        {
            (parts.Any(p => p is SqueezeExcitation), SqueezeExcitation),
            (parts.Any(p => p is EfficientChannelAttention), EfficientChannelAttention),
            (parts.Any(p => p is BranchConvolution), BranchConvolution),
        })
        {
            if (isNeeded)
            {
                source.Gap();
                source.Line(code);
            }
        }
    }

    private static bool NeedsRegister(NetworkPlan plan, ModuleLayout layout)
    {
        var isOpen = layout.Home == UnitHome.Network;
        return plan.OuterGraphs.SelectMany(g => g.Layers).Any(l => OwnLayers.IsRegistered(layout.OfOuterLayer(l.Key!), isOpen))
            || (isOpen
                ? layout.HasLevels
                : plan.Stages.Select((_, i) => layout.StageKey(i)).Any(key => OwnLayers.IsRegistered(key, isOpen: false))
                    || plan.Stages.SelectMany(s => s.Runs).SelectMany(r => r.Unit.Graph.Layers).Any(l => OwnLayers.IsRegistered(layout.OfUnitLayer(l.Key!), isOpen: false)));
    }
}
