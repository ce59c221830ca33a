namespace ResNetGen.Core.Emitting.Python;

/// <summary>The layers of a unit that is no module: they are the network's.</summary>
internal sealed class NetworkLayers : LayerPlaces
{
    private readonly bool haveLevels;

    /// <param name="haveLevels">Whether keys have levels.</param>
    public NetworkLayers(bool haveLevels) => this.haveLevels = haveLevels;

    /// <inheritdoc/>
    public override string Owner => "network";

    /// <inheritdoc/>
    public override void Put(PythonWriter source, string key, Bracketed layer) =>
        source.Line((haveLevels ? "register(network, key + " : "network.add_module(key + ") + PythonText.Literal(key) + ", ", layer, ")");

    /// <inheritdoc/>
    public override string Get(string key) => $"layer({PythonText.Literal(key)})";
}
