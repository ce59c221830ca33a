using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>The layers of a unit that is no module: they are the network's, called by their kind and number. The unit keeps what each is called.</summary>
internal sealed class NumberedLayers : LayerPlaces
{
    private readonly Dictionary<string, string> kinds;

    /// <param name="unit">The unit.</param>
    public NumberedLayers(UnitPlan unit) => kinds = unit.Graph.Layers.ToDictionary(layer => layer.Key!, KeyPatterns.KindOf, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Owner => "network";

    /// <inheritdoc/>
    public override void Put(PythonWriter source, string key, Bracketed layer) => source.Line($"self.{key} = numbered(network, {PythonText.Literal(kinds[key])}, ", layer, ")");

    /// <inheritdoc/>
    public override string Get(string key) => $"layer(self.{key})";
}
