namespace ResNetGen.Core.Designs;

/// <summary>A layer whose key in the state_dict is not its name.</summary>
/// <param name="Name">What it is called in its class.</param>
/// <param name="Key">What it is called in the state_dict.</param>
public sealed record KeyedLayer(string Name, string Key);
