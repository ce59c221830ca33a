using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

/// <summary>
/// The inner loops of convolutions keep their sums in registers: one that the just-in-time compiler spills to the stack costs a factor of two. The tests read the
/// machine code that it made for the tiles of a real network.
/// </summary>
public sealed partial class RegisterSpillTests
{
    [SkippableTheory]
    [InlineData("AVX-512")]
    [InlineData("AVX2")]
    public async Task Inner_loops_of_tiles_touch_no_stack(string instructions)
    {
        Skip.IfNot(instructions == "AVX2" ? Avx2.IsSupported : Avx512F.IsSupported, $"The processor has no {instructions}.");
        using var folder = new ScratchFolder();
        var listing = Path.Combine(folder.Path, "listing.txt");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "resnetgen.dll"), "bench", Repository.PathOf("specs/resnet50.resnet.json"), "--seconds", "0.1", "--json",
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_JitStdOutFile"] = listing;
        start.Environment["DOTNET_JitDisasm"] = "ResNetGen.Engine.Kernels.VectorTiles*:Tile*";
        start.Environment["DOTNET_EnableAVX512"] = instructions == "AVX2" ? "0" : "1";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains($"\"engine\": \"{instructions}\"", output, StringComparison.Ordinal);

        var tiles = Methods(await File.ReadAllLinesAsync(listing));

        Assert.True(tiles.Count >= 5, $"{tiles.Count} tiles");
        Assert.All(tiles, tile =>
        {
            var loops = InnerLoops(tile.Value).Where(loop => loop.Any(line => line.Contains("vfmadd", StringComparison.Ordinal))).ToList();
            Assert.NotEmpty(loops);
            Assert.All(loops, loop => Assert.DoesNotContain(loop, line => Stack().IsMatch(line)));
        });
    }

    private static Dictionary<string, List<string>> Methods(IEnumerable<string> listing)
    {
        var methods = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? current = null;
        foreach (var line in listing)
        {
            if (line.StartsWith("; Assembly listing for method ", StringComparison.Ordinal))
            {
                methods[line] = current = [];
            }

            current?.Add(line);
        }

        return methods;
    }

    // A jump to a label before it ends a loop; an inner one has no other loop in it.
    private static IEnumerable<List<string>> InnerLoops(List<string> method)
    {
        var labels = new Dictionary<int, int>();
        var loops = new List<(int Begin, int End)>();
        for (var i = 0; i < method.Count; i++)
        {
            if (Label().Match(method[i]) is { Success: true } label)
            {
                labels[int.Parse(label.Groups[1].Value, CultureInfo.InvariantCulture)] = i;
            }
            else if (Jump().Match(method[i]) is { Success: true } jump && labels.TryGetValue(int.Parse(jump.Groups[1].Value, CultureInfo.InvariantCulture), out var begin))
            {
                loops.Add((begin, i));
            }
        }

        return loops.Where(loop => !loops.Exists(other => other != loop && other.Begin >= loop.Begin && other.End <= loop.End))
            .Select(loop => method.GetRange(loop.Begin, loop.End - loop.Begin + 1));
    }

    [GeneratedRegex(@"^G_M\d+_IG(\d+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s+j\w+\s+(?:SHORT )?G_M\d+_IG(\d+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"\[r[bs]p|^\s+call\s")]
    private static partial Regex Stack();
}
