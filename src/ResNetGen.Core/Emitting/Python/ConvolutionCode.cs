using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>The functions that make convolutions, one for each kernel: <c>conv3x3</c>.</summary>
internal static class ConvolutionCode
{
    /// <summary>The function that makes a convolution.</summary>
    public static string NameOf(Convolution convolution)
    {
        var kernel = SourceText.Of(convolution.Kernel);
        return (convolution is { IsPadded: false, Kernel: > 1 } ? "unpadded_" : "")
            + (convolution.HasBias ? "biased_" : "")
            + (convolution.Groups > 1 ? "grouped_" : "")
            + "conv" + kernel + "x" + kernel;
    }

    /// <summary>The names of the functions that a network needs.</summary>
    public static IEnumerable<string> NamesOf(NetworkPlan plan) => Convolutions(plan).Select(NameOf);

    /// <summary>Writes the functions that a network needs.</summary>
    public static void Write(NetworkPlan plan, PythonWriter source)
    {
        foreach (var alike in Convolutions(plan).GroupBy(NameOf, StringComparer.Ordinal).OrderBy(g => g.First().Kernel))
        {
            Write(alike.First(), alike.Any(c => c.Dilation > 1), source);
        }
    }

    private static void Write(Convolution convolution, bool isDilated, PythonWriter source)
    {
        var half = convolution.IsPadded ? convolution.Kernel / 2 : 0;
        var padding = (half, isDilated) switch
        {
            (0, _) => "",
            (1, true) => ", padding=dilation",
            (_, true) => FormattableString.Invariant($", padding={half} * dilation"),
            _ => FormattableString.Invariant($", padding={half}"),
        };
        var groups = convolution.Groups == 1 ? "" : FormattableString.Invariant($", groups={convolution.Groups}");
        source.Gap();
        using (source.Block($"def {NameOf(convolution)}(inputs: int, outputs: int, stride: int = 1{(isDilated ? ", dilation: int = 1" : "")}) -> nn.Conv2d:"))
        {
            source.Line(
                $"return nn.Conv2d(inputs, outputs, {SourceText.Of(convolution.Kernel)}, stride"
                + $"{padding}{(isDilated ? ", dilation=dilation" : "")}{groups}{(convolution.HasBias ? "" : ", bias=False")})");
        }
    }

    private static IEnumerable<Convolution> Convolutions(NetworkPlan plan) => plan.Graphs.SelectMany(g => g.Parts).OfType<Convolution>();
}
