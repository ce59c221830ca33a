namespace ResNetGen.Core.Planning;

/// <summary>Equal units in a row.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Count">How many times it stands there.</param>
public sealed record UnitRun(UnitPlan Unit, int Count)
{
    /// <summary>How many numbers are trained in all of them.</summary>
    public long Parameters => Planning.Count.Product(Unit.Graph.Parameters, Count);

    /// <summary>Multiply-adds of all of them for one image.</summary>
    public long MultiplyAdds => Planning.Count.Product(Unit.Graph.MultiplyAdds, Count);
}
