using BenchmarkDotNet.Running;
using ResNetGen.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(CallOverhead).Assembly).Run(args);
