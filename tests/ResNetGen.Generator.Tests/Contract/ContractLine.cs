namespace ResNetGen.Generator.Tests.Contract;

/// <summary>A line of a listing: <c>declaring type | kind | signature</c>.</summary>
/// <param name="Type">The full name of the type.</param>
/// <param name="Kind">type, ctor, method, property, field, or value of an enumeration.</param>
/// <param name="Text">The signature.</param>
internal sealed record ContractLine(string Type, string Kind, string Text)
{
    /// <summary>Whether a line is one member; a default with a line break in it is the rest of another.</summary>
    public static bool IsWhole(string line) => line.Split(" | ").Length >= 3;

    public static ContractLine Parse(string line)
    {
        var parts = line.Split(" | ", 3);
        return new ContractLine(parts[0], parts[1], parts[2]);
    }
}
