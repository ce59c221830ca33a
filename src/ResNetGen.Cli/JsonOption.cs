using System.CommandLine;

namespace ResNetGen.Cli;

/// <summary><c>--json</c>, which every command has.</summary>
internal sealed class JsonOption : Option<bool>
{
    /// <summary>As it is typed.</summary>
    public new const string Name = "--json";

    public JsonOption()
        : base(Name) => Description = "Write one JSON object to stdout, and nothing else there.";
}
