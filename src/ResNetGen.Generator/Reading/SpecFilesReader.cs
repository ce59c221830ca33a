using System.Threading;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Values;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator.Reading;

/// <summary>Reads the specification files among a project's additional files.</summary>
internal static class SpecFilesReader
{
    public static SpecFile Read(AdditionalText file, string rootNamespace, CancellationToken cancellation)
    {
        var (spec, findings) = SpecFileReader.Read(file.Path, file.GetText(cancellation)?.ToString() ?? "");
        return new SpecFile(spec.Namespace ?? CSharpNames.NamespaceOf(rootNamespace), spec, findings.ToEquatableArray());
    }
}
