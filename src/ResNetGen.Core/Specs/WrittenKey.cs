using ResNetGen.Core.Findings;

namespace ResNetGen.Core.Specs;

/// <summary>The key that the user gives to a layer.</summary>
/// <param name="Layer">The layer, by its name in the class.</param>
/// <param name="LayerPlace">The characters of that name.</param>
/// <param name="Key">The key.</param>
/// <param name="KeyPlace">Its characters.</param>
public sealed record WrittenKey(string Layer, Place LayerPlace, string Key, Place KeyPlace);
