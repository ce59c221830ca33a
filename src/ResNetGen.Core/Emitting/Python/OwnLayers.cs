using System;
using System.Collections.Generic;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>The layers of a module. Those that can be its attributes are.</summary>
internal sealed class OwnLayers : LayerPlaces
{
    private readonly HashSet<string> levels = new(StringComparer.Ordinal);
    private readonly bool isOpen;

    /// <param name="isOpen">Whether others put layers in it too, so that it is not known which levels of keys there are.</param>
    public OwnLayers(bool isOpen) => this.isOpen = isOpen;

    /// <inheritdoc/>
    public override string Owner => "self";

    /// <summary>Whether a layer is put in its place by the function that makes the levels of its key.</summary>
    public static bool IsRegistered(string key, bool isOpen) => key.IndexOf('.') >= 0 && (isOpen || !PythonNames.IsAttributePath(key));

    /// <inheritdoc/>
    public override void Put(PythonWriter source, string key, Bracketed layer)
    {
        if (!PythonNames.IsAttributePath(key) && key.IndexOf('.') < 0)
        {
            source.Line($"self.add_module({PythonText.Literal(key)}, ", layer, ")");
            return;
        }

        var isRegistered = IsRegistered(key, isOpen);
        for (var dot = key.IndexOf('.'); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            if (levels.Add(key.Substring(0, dot)) && !isRegistered)
            {
                source.Line($"self.{key.Substring(0, dot)} = nn.Module()");
            }
        }

        levels.Add(key);
        if (isRegistered)
        {
            source.Line($"register(self, {PythonText.Literal(key)}, ", layer, ")");
        }
        else
        {
            source.Line($"self.{key} = ", layer, "");
        }
    }

    /// <inheritdoc/>
    public override string Get(string key) => PythonNames.IsAttributePath(key) ? "self." + key : $"self.get_submodule({PythonText.Literal(key)})";
}
