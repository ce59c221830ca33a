using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator.Reading;

/// <summary>Reads <c>[ResNetSpec]</c>, and finds the file that it names.</summary>
internal static class SpecReferenceReader
{
    private const int MostNames = 5;

    /// <summary>The full name of the attribute's class.</summary>
    public static string AttributeName => "ResNetGen.ResNetSpecAttribute";

    /// <summary>The class and the path; null where the compiler itself refuses the attribute.</summary>
    public static SpecReference? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        AttributeParts.First(context, cancellation) is { } attribute
        && attribute.Data.ConstructorArguments.Select(a => a.Value).FirstOrDefault() is string path
        && attribute.Syntax is { ArgumentList.Arguments: { Count: > 0 } arguments }
            ? new SpecReference(ClassReader.Read((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation), path, arguments[0].Expression.PlaceOf())
            : null;

    /// <summary>The network of a class, from the file that it names.</summary>
    public static WrittenNetwork Find(SpecReference reference, IReadOnlyCollection<SpecFile> files)
    {
        if (files.FirstOrDefault(f => reference.Names(f.Spec.Place.Path)) is not { } file)
        {
            var missing = new Finding(FindingCatalogue.SpecNotFound, reference.Place, reference.File, Suggestion(reference.File, files))
            {
                Replacements = Nearest(reference.File, files) is { } near ? EquatableArray.ListOf($"\"{near}\"") : default,
            };
            var nothing = NetworkSpec.Empty(SpecForm.File, reference.Place) with { IsWhole = false };
            return new WrittenNetwork(reference.Class, nothing, EquatableArray.ListOf(missing));
        }

        // The class has its name whatever the file is called.
        var findings = file.Findings.Where(f => f.Kind != FindingCatalogue.NotAName || f.Place != file.Spec.Place).Concat(Contradictions(reference.Class, file));
        return new WrittenNetwork(reference.Class, file.Spec, findings.ToEquatableArray());
    }

    private static IEnumerable<Finding> Contradictions(NetworkClass @class, SpecFile file)
    {
        var reason = $"'{@class.Shell.Name}' takes this file by [ResNetSpec]";
        if (file.Spec.Settings[NetworkOptions.Class] is Setting<string> name && name.Value != @class.Shell.Name)
        {
            yield return new Finding(FindingCatalogue.NoEffect, name.Place, name.Name, reason);
        }

        if (file.Spec.Settings[NetworkOptions.Namespace] is Setting<string> @namespace && @namespace.Value != @class.Shell.Namespace)
        {
            yield return new Finding(FindingCatalogue.NoEffect, @namespace.Place, @namespace.Name, reason);
        }
    }

    private static string Suggestion(string written, IReadOnlyCollection<SpecFile> files)
    {
        var names = files.Select(f => NameOf(f.Spec.Place.Path)).Distinct().ToList();
        if (names.Count == 0)
        {
            return "there are none; add <AdditionalFiles Include=\"**/*.resnet.json\" /> to the project";
        }

        return Nearest(written, files) is { } nearest
            ? $"did you mean '{nearest}'?"
            : "there are " + ValueText.Listed(names.Take(MostNames).Select(n => n + SpecFileReader.Extension).ToList(), "and");
    }

    // The ending, which all have, would make any two names alike.
    private static string? Nearest(string written, IEnumerable<SpecFile> files) =>
        Spelling.Nearest(NameOf(written), files.Select(f => NameOf(f.Spec.Place.Path)).Distinct().ToList()) is { } name ? name + SpecFileReader.Extension : null;

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(SpecFileReader.Extension, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - SpecFileReader.Extension.Length) : name;
    }
}
