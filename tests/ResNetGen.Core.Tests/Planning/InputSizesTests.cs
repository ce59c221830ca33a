using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Tests.Planning;

public sealed class InputSizesTests
{
    public static TheoryData<string> Families => new(FamilyTable.Names);

    public static TheoryData<string> Variants =>
        [.. Directory.GetFiles(Repository.PathOf("tests/ResNetGen.Networks.Tests/Variants"), "*.resnet.json").Order(StringComparer.Ordinal)];

    // The compiler, asked for a network of another size, is the judge: it refuses windows that nothing is left of.
    [Theory]
    [MemberData(nameof(Families))]
    public void A_size_is_refused_where_the_compiler_refuses_a_network_of_that_size(string family)
    {
        var plan = Networks.Compile(FamilySpec.Of(family)).Plan!;
        var sizes = InputSizes.Of(plan);
        Assert.True(Holds(sizes, plan.Input), $"{sizes} leaves out {plan.Input}");

        // Zeros that depend on the size, and layers behind a window, are made for the size of the plan.
        if (Parts(plan).Any(part => part is SpatialPadding or Flatten))
        {
            return;
        }

        Assert.Equal((int.MaxValue, int.MaxValue), (sizes.Height.Most, sizes.Width.Most));
        var least = sizes.Height.Least;
        foreach (var size in new[] { least - 1, least, least + 1, 1, 2, 3, 7, 16, 31, 33, 224 }.Where(s => s > 0).Distinct())
        {
            var errors = Networks.Compile(FamilySpec.Of(family).Replace("}", $", \"input\": [3, {size}, {size}] }}", StringComparison.Ordinal))
                .Findings.Where(f => f.Kind.Severity == Severity.Error).Select(f => f.Kind.Id).Distinct().ToList();
            if (errors.Count == 0 || errors.Contains(FindingCatalogue.NothingLeft.Id))
            {
                Assert.True((errors.Count == 0) == Holds(sizes, new Shape(3, size, size)), $"{size}: {sizes}, the compiler says {string.Join(", ", errors)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_size_of_the_plan_is_among_them(string path)
    {
        var plan = NetworkCompiler.Compile(path, File.ReadAllText(path)).Plan!;

        Assert.True(Holds(InputSizes.Of(plan), plan.Input), $"{InputSizes.Of(plan)} leaves out {plan.Input}");
    }

    private static bool Holds(InputSizes sizes, Shape shape) =>
        shape.Height >= sizes.Height.Least && shape.Height <= sizes.Height.Most && shape.Width >= sizes.Width.Least && shape.Width <= sizes.Width.Most;

    private static IEnumerable<Operation> Parts(NetworkPlan plan)
    {
        IEnumerable<Graph?> graphs = [plan.Stem, .. plan.Stages.SelectMany(s => s.Runs.Select(r => r.Unit.Graph).Append(s.Around).Append(s.Transition)), plan.Head];
        return graphs.OfType<Graph>().SelectMany(g => g.Parts);
    }
}
