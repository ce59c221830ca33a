namespace ResNetGen.Weights.PyTorch.Pickle;

/// <summary>A function or a type that a pickle names. Nothing is looked up: it is a name, for whoever reads the pickle to know or to refuse.</summary>
/// <param name="Module">The Python module.</param>
/// <param name="Name">The name in it.</param>
internal sealed record PickleName(string Module, string Name)
{
    public override string ToString() => Module + "." + Name;
}
