using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace ResNetGen.Generator.Tests.Projects;

/// <summary>What came of building a project.</summary>
/// <param name="Sources">The generated sources by hint name.</param>
/// <param name="Diagnostics">The generator's diagnostics and the compiler's: <c>ID [underlined characters] message</c>.</param>
/// <param name="Compilation">The project with the generated sources.</param>
internal sealed record Outcome(ImmutableSortedDictionary<string, string> Sources, ImmutableArray<string> Diagnostics, CSharpCompilation Compilation)
{
    /// <summary>The parts that people read, in order of name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Networks => Sources.Where(source => source.Key.EndsWith(".ResNet.g.cs", StringComparison.Ordinal));

    /// <summary>The parts with the graphs, in order of name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Graphs => Sources.Where(source => source.Key.EndsWith(".Graph.g.cs", StringComparison.Ordinal));
}
