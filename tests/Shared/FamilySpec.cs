namespace ResNetGen;

/// <summary>Specifications of the families by name, each of them whole.</summary>
internal static class FamilySpec
{
    /// <summary>The text of a specification of a family and nothing else, but for what it leaves to the user.</summary>
    public static string Of(string family)
    {
        // One leaves its depth to the user.
        var depth = family == "custom_resnetv2" ? ", \"depth\": 29" : "";
        return $$"""{ "class": "Net", "family": "{{family}}"{{depth}} }""";
    }
}
