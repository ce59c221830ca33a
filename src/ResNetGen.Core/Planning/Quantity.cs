namespace ResNetGen.Core.Planning;

/// <summary>A number of an operation. Where it has a name it is an argument of the unit, and units that differ in it alone have one structure.</summary>
/// <param name="Value">The number.</param>
/// <param name="Name">The argument's name, or null where the number belongs to the structure.</param>
public sealed record Quantity(int Value, string? Name = null)
{
    /// <summary>The number.</summary>
    public static implicit operator int(Quantity quantity) => quantity.Value;

    /// <summary>The number.</summary>
    public int ToInt32() => Value;

    /// <summary>The quantity without the number that a name stands for.</summary>
    public Quantity AsStructure() => Name is null ? this : this with { Value = 0 };
}
