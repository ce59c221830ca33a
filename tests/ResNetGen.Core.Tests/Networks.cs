using System;
using System.Linq;
using ResNetGen.Core.Checking;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Reading;

namespace ResNetGen.Core.Tests;

/// <summary>Networks by their specification, for tests.</summary>
internal static class Networks
{
    /// <summary>Compiles JSON in which single quotes stand for double ones.</summary>
    public static CompiledNetwork Compile(string json, string path = "net.resnet.json") => NetworkCompiler.Compile(path, json.Replace('\'', '"'));

    /// <summary>What a specification without findings comes to; single quotes stand for double ones.</summary>
    public static DesignedNetwork Design(string json)
    {
        var (spec, findings) = SpecFileReader.Read("net.resnet.json", json.Replace('\'', '"'));
        var network = SpecCheck.Check(spec, _ => 0);

        Assert.Equal([], findings.Concat(network.Findings).Where(f => f.Kind.Severity != Severity.Info).Select(f => f.Message));
        return network.Nearest;
    }

    /// <summary>The plan of a network that has no errors.</summary>
    public static NetworkPlan Plan(int version, int depth, int classes = 10, string input = "[3, 32, 32]")
    {
        var compiled = Compile(FormattableString.Invariant($"{{ 'version': {version}, 'depth': {depth}, 'classes': {classes}, 'input': {input} }}"));
        return compiled.Plan ?? throw new InvalidOperationException(string.Join(Environment.NewLine, compiled.Findings));
    }
}
