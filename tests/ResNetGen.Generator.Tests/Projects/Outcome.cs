using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace ResNetGen.Generator.Tests.Projects;

/// <summary>What came of building a project.</summary>
/// <param name="Sources">The generated sources by hint name.</param>
/// <param name="Diagnostics">The generator's diagnostics and the compiler's: <c>ID [underlined characters] message</c>.</param>
/// <param name="Compilation">The project with the generated sources.</param>
internal sealed record Outcome(ImmutableSortedDictionary<string, string> Sources, ImmutableArray<string> Diagnostics, CSharpCompilation Compilation);
