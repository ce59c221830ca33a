using Microsoft.CodeAnalysis.CSharp;

namespace ResNetGen.Generator.Tests;

public sealed class CompilerTests
{
    [Fact]
    public void The_compiler_of_these_tests_is_the_oldest_that_loads_the_generator() =>
        Assert.StartsWith("4.8.", typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(), System.StringComparison.Ordinal);
}
