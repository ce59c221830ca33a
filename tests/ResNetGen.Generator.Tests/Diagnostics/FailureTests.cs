using System;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator.Tests.Diagnostics;

public sealed class FailureTests
{
    private static readonly WrittenNetwork Network = new(
        null, NetworkSpec.Empty(SpecForm.File, new Place("net.resnet.json", 3, 1, 1, 0, 1, 1)), default);

    [Fact]
    public void An_exception_becomes_a_finding_at_the_network()
    {
        var compiled = NetworkCompilation.Guard(Network, () => throw new InvalidOperationException("No such thing."));

        var finding = Assert.Single(compiled.Findings);
        Assert.Equal(FindingCatalogue.Failure, finding.Kind);
        Assert.Equal("ResNetGen failed on a network (InvalidOperationException: No such thing.); please report the specification", finding.Message);
        Assert.Equal(Network.Spec.Place, finding.Place);
        Assert.Null(compiled.Source);
    }

    [Fact]
    public void A_cancelled_compilation_is_no_failure()
    {
        Assert.Throws<OperationCanceledException>(() => NetworkCompilation.Guard(Network, () => throw new OperationCanceledException()));
    }
}
