using BenchmarkDotNet.Running;
using ResNetGen.Compiler.Benchmarks;

switch (args)
{
    case ["cold"]:
        ColdStart.Run();
        break;
    case ["cold-once"]:
        ColdStart.Measure();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SpecToSource).Assembly).Run(args);
        break;
}
