using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Cli.Specs;

/// <summary>A spec that a command works on, compiled.</summary>
/// <param name="Path">The file, as the user would write it. A family has none; then it is the name that its file would have.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Compiled">What the compiler makes of it.</param>
internal sealed record SpecFile(string Path, string Text, CompiledNetwork Compiled)
{
    /// <summary>The file's name without its ending, by which it can be asked for.</summary>
    public string Name => SpecLocator.NameOf(Path);

    /// <summary>The name of the network's class.</summary>
    public string ClassName => Compiled.Spec.ClassName?.Value ?? Name;

    /// <summary>The network.</summary>
    /// <exception cref="SpecRefusedException">The spec has errors.</exception>
    public NetworkPlan Plan => Compiled.Plan ?? throw new SpecRefusedException(this);

    /// <summary>The text for a network over TorchSharp, with which the command line computes whatever class the text asks for.</summary>
    /// <exception cref="SpecRefusedException">The spec has errors.</exception>
    public string TextForTraining =>
        Plan.Target == Core.Designs.NetworkTarget.Inference && Compiled.Spec.Settings[NetworkOptions.Target] is { Place: var place }
            ? Text.Remove(place.Start, place.Length).Insert(place.Start, "\"training\"")
            : Text;

    /// <summary>Whether the network cannot be built.</summary>
    public bool HasErrors => Compiled.Findings.Any(finding => finding.Kind.Severity == Severity.Error);

    /// <summary>Whether its file is there and has another text now.</summary>
    public bool HasChanged
    {
        get
        {
            try
            {
                return File.Exists(Path) && File.ReadAllText(Path) != Text;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Reads and compiles one SPEC, a file or a family; its errors, if it has any, come up when the plan is asked for.</summary>
    /// <exception cref="RefusalException">There is no such file and no such family.</exception>
    public static SpecFile Read(string spec) => SpecLocator.Find(spec) is { } path ? ReadFile(path) : OfFamily(spec);

    /// <summary>As <see cref="Read"/>, for all specs of a SPEC that may be a folder.</summary>
    public static IEnumerable<SpecFile> ReadAll(string spec) => Directory.Exists(spec) ? SpecLocator.FindIn(spec).Select(ReadFile) : [Read(spec)];

    /// <summary>Prints what was found; errors too.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="underline">For people: with the text concerned.</param>
    public void PrintFindings(TextWriter writer, bool underline) => FindingPrinter.Print(Compiled.Findings, Text, writer, underline);

    /// <summary>A family as it is. Its name needs no escapes.</summary>
    public static SpecFile OfFamily(string family) => Compile(family + SpecFileReader.Extension, $$"""{ "family": "{{family}}" }""");

    /// <summary>Compiles a text that was kept, as if it still were in the file that it comes from.</summary>
    public static SpecFile OfText(string path, string text) => Compile(path, text);

    private static SpecFile ReadFile(string path) => Compile(path, File.ReadAllText(path));

    private static SpecFile Compile(string path, string text) => new(path, text, NetworkCompiler.Compile(path, text));
}
