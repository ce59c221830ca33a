using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator.Reading;

/// <summary>Reads what a project offers to generated code.</summary>
internal static class SurroundingsReader
{
    public static Surroundings Read(Compilation compilation, ParseOptions options)
    {
        var language = options is CSharpParseOptions { LanguageVersion: var version } && version < LanguageVersion.CSharp10
            ? version.ToDisplayString()
            : null;
        return new Surroundings(Has("TorchSharp.torch"), Has("ResNetGen.Modules.Stage`1"), Has(BaseClass.OfModels.FullName), language);

        // Two assemblies may have one type, which is for the compiler to report; the quick question does not find it then.
        bool Has(string type) => compilation.GetTypeByMetadataName(type) is not null || !compilation.GetTypesByMetadataName(type).IsEmpty;
    }
}
