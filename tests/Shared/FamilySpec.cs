namespace ResNetGen;

/// <summary>Specifications of the families by name, each of them whole.</summary>
internal static class FamilySpec
{
    /// <summary>The text of a specification of a family and nothing else, but for what it leaves to the user or cannot be built.</summary>
    public static string Of(string family)
    {
        // One leaves its depth to the user; the keys of others are not built yet: RNG902.
        var others = family switch
        {
            "custom_resnetv2" => ", \"depth\": 29",
            "keras_resnet50" or "keras_resnet101" or "keras_resnet152" or "resnet50v2" or "resnet101v2" or "resnet152v2" => ", \"keys\": \"torchvision\"",
            _ => "",
        };
        return $$"""{ "class": "Net", "family": "{{family}}"{{others}} }""";
    }
}
