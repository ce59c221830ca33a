using System;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests;

/// <summary>Networks by their specification, for tests.</summary>
internal static class Networks
{
    /// <summary>Compiles JSON in which single quotes stand for double ones.</summary>
    public static CompiledNetwork Compile(string json, string path = "net.resnet.json") => NetworkCompiler.Compile(path, json.Replace('\'', '"'));

    /// <summary>The plan of a network that has no errors.</summary>
    public static NetworkPlan Plan(int version, int depth, int classes = 10, string input = "[3, 32, 32]")
    {
        var compiled = Compile(FormattableString.Invariant($"{{ 'version': {version}, 'depth': {depth}, 'classes': {classes}, 'input': {input} }}"));
        return compiled.Plan ?? throw new InvalidOperationException(string.Join(Environment.NewLine, compiled.Findings));
    }
}
