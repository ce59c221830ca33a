using System;
using BenchmarkDotNet.Attributes;
using ResNetGen.Core;
using ResNetGen.Core.Emitting.CSharp;

namespace ResNetGen.Compiler.Benchmarks;

/// <summary>One specification to its sources, in a compiler that is warm.</summary>
[Config(typeof(InProcess))]
[MemoryDiagnoser]
public class SpecToSource
{
    [Params("""{ "version": 1, "depth": 1202 }""", """{ "family": "resnet50" }""", """{ "family": "densenet201" }""")]
    public string Spec { get; set; } = "";

    [Benchmark]
    public string Compile()
    {
        var compiled = NetworkCompiler.Compile("net.resnet.json", Spec);
        var plan = compiled.Plan ?? throw new InvalidOperationException(string.Join(Environment.NewLine, compiled.Findings));
        var shell = ClassShell.Own("MyApp", "Net", hidesNames: false);
        return NetworkEmitter.Emit(shell, plan) + GraphEmitter.Emit(shell, plan);
    }
}
