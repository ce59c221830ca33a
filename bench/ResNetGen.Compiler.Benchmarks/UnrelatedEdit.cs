using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ResNetGen.Compiler.Benchmarks;

/// <summary>What a key press in a file without networks costs each network of a project.</summary>
[Config(typeof(InProcess))]
[MemoryDiagnoser]
public class UnrelatedEdit
{
    private GeneratorDriver driver = UserProject.Driver();
    private CSharpCompilation[] edited = [];
    private int edit;

    [GlobalSetup]
    public void Setup()
    {
        driver = driver.RunGenerators(UserProject.Compilation);
        edited = [UserProject.Edited(1), UserProject.Edited(2)];
    }

    [Benchmark(OperationsPerInvoke = UserProject.Networks)]
    public GeneratorDriver Edit() => driver = driver.RunGenerators(edited[edit++ % 2]);
}
