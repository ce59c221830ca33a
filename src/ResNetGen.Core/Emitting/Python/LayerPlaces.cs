namespace ResNetGen.Core.Emitting.Python;

/// <summary>Where the layers of a class are.</summary>
internal abstract class LayerPlaces
{
    /// <summary>The module that says whether the network trains.</summary>
    public abstract string Owner { get; }

    /// <summary>Writes the statements that put a layer in its place.</summary>
    /// <param name="source">Where they are written.</param>
    /// <param name="key">The layer's key within the class.</param>
    /// <param name="layer">The expression that makes it.</param>
    public abstract void Put(PythonWriter source, string key, Bracketed layer);

    /// <summary>The expression that gives a layer.</summary>
    public abstract string Get(string key);
}
