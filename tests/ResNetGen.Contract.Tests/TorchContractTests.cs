using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Contract.Tests;

public class TorchContractTests
{
    private const string Lists = "torchsharp-api";
    private const string Runtime = "ResNetGen.Runtime.dll";

    // Users get the library compiled, and the samples stand for their generated code. All else is compiled with the torch that it runs on.
    private static readonly string[] Shipped = [Runtime, "Cifar10.dll", "FromJson.dll", "OwnData.dll"];

    /// <summary>
    /// The assemblies that have to agree with every release: all that lie here, because this project refers to them, and use
    /// TorchSharp's API: the library, the command line, the samples, and the tests that run with every torch.
    /// </summary>
    public static TheoryData<string> Assemblies =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => TorchContract.Uses(file) > 0 && file != typeof(TorchContractTests).Assembly.Location)
            .Select(file => Path.GetFileName(file)),
    ];

    [SkippableTheory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_uses_only_what_every_release_has(string assembly)
    {
        var violations = Contract().Violations(Path.Combine(AppContext.BaseDirectory, assembly), Shipped.Contains(assembly));

        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations.Prepend(assembly)));
    }

    [Fact]
    public void They_are_found()
    {
        Assert.Superset(
            new HashSet<string>([.. Shipped, "resnetgen.dll", "ResNetGen.Networks.Tests.dll", "ResNetGen.Runtime.Tests.dll"]),
            Assemblies.Cast<object[]>().Select(row => (string)row[0]).ToHashSet());
    }

    [SkippableFact]
    public void A_member_with_other_parameters_in_one_release_is_found()
    {
        var own = typeof(TorchContractTests).Assembly.Location;

        Assert.Contains(" lacks TorchSharp.torch.Tensor.to(TorchSharp.torch.Device", Assert.Single(Contract().Violations(own)));
        Assert.Empty(Contract().Violations(own, isShipped: false));
    }

    [Fact]
    public void An_array_is_a_list_in_source_alone()
    {
        var given = new PublishedMember("cat", ["TorchSharp.torch.Tensor[]", "System.Int64"], "TorchSharp.torch.Tensor");
        var listed = given with { Parameters = ["System.Collections.Generic.IList<TorchSharp.torch.Tensor>", "System.Int64"] };

        Assert.True(given.IsInSource(listed));
        Assert.False(given.IsExactly(listed));
        Assert.False(listed.IsInSource(given));
    }

    [SkippableTheory]
    [InlineData("TorchSharp.torch.Tensor", "get_shape() : System.Int64[]", "0.99.6 0.107.0")]
    [InlineData("TorchSharp.torch.Tensor", "item`1() : !!0", "0.99.6 0.107.0")]
    [InlineData("TorchSharp.torch.Tensor", "grad() : TorchSharp.torch.Tensor", "0.99.6")]
    [InlineData("TorchSharp.torch.Tensor", "get_grad() : TorchSharp.torch.Tensor", "0.107.0")]
    [InlineData("TorchSharp.torch.nn.Module`2", "call(!0) : !1", "0.99.6 0.107.0")]
    [InlineData("TorchSharp.Modules.SGD", "zero_grad() : System.Void", "0.99.6 0.107.0")]
    [InlineData("TorchSharp.torch", "CPU() : TorchSharp.torch.Device", "0.99.6 0.107.0")]
    [InlineData("TorchSharp.Modules.Parameter", ".ctor(TorchSharp.torch.Tensor,System.Boolean) : System.Void", "0.99.6 0.107.0")]
    [InlineData("TorchSharp.Modules.Convolution", "get_weight() : TorchSharp.Modules.Parameter", "0.107.0")]
    [InlineData("TorchSharp.Modules.Conv2d", "get_weight() : TorchSharp.Modules.Parameter", "0.99.6 0.107.0")]
    public void The_lists_are_read(string type, string member, string releases)
    {
        Assert.Equal(releases, string.Join(' ', Releases().Where(release => release.Members(type).Any(listed => listed.ToString() == member)).Select(release => release.Name)));
    }

    private static TorchContract Contract() => new([.. Releases()]);

    private static IEnumerable<PublishedSurface> Releases() =>
        new[] { "0.99.6", "0.107.0" }.Select(release => PublishedSurface.Read(SharedFolder.Require(Path.Combine(Lists, $"{release}.txt"))));

    /// <summary>Never called: its reference is what a test looks for. One release has further parameters, which may be left out.</summary>
    internal static Tensor WithFurtherParametersInOneRelease(Tensor tensor, Device device) => tensor.to(device);
}
