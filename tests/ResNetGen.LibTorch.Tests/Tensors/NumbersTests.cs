using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.LibTorch.Tests.Fixtures;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Tensors;

/// <summary>Operations and their gradients against PyTorch's.</summary>
public class NumbersTests
{
    private static readonly Dictionary<string, LayerCase> s_cases =
        FixtureFile.Read<LayerCase[]>("tensor_ops.json").ToDictionary(one => one.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => new(s_cases.Keys);

    [Fact]
    public void Every_case_has_its_operation_and_every_operation_its_case() =>
        Assert.Equal(s_cases.Keys.Order(StringComparer.Ordinal), TensorOperations.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_numbers_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = s_cases[name];
        var named = fixture.Inputs.Where(input => input.Key != "upstream")
            .ToDictionary(input => input.Key, input => input.Value.ToTensor(requiresGrad: fixture.Gradients.ContainsKey(input.Key)), StringComparer.Ordinal);
        var inputs = Enumerable.Range(0, named.Count).Select(i => named[$"x{i}"]).ToArray();

        var output = TensorOperations.All[name](inputs);

        fixture.Outputs["output"].AssertClose(output, "output");
        if (fixture.Inputs.TryGetValue("upstream", out var upstream))
        {
            output.backward([upstream.ToTensor()]);
            foreach (var (input, gradient) in fixture.Gradients)
            {
                gradient.AssertClose(named[input].grad!, $"gradient of {input}");
            }
        }
    }
}
