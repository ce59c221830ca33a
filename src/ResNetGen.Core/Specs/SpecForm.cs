namespace ResNetGen.Core.Specs;

/// <summary>Where a network is specified; the two have names of their own for options.</summary>
public enum SpecForm
{
    /// <summary>In an attribute.</summary>
    Attribute,

    /// <summary>In a <c>.resnet.json</c> file.</summary>
    File,
}
