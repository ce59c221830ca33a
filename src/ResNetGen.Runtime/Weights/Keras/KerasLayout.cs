using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Weights.Keras.Hdf5;

namespace ResNetGen.Weights.Keras;

/// <summary>Where files of Keras have their tensors: those of <c>save_weights</c> and of <c>save</c>, and the <c>.weights.h5</c> of Keras 3.</summary>
internal static class KerasLayout
{
    /// <summary>An attribute that this library writes; Keras passes it over.</summary>
    internal const string Counter = "num_batches_tracked";

    /// <summary>An attribute of the files that this library writes: their layers have the names that keys have.</summary>
    internal const string OwnNames = "resnetgen.layers";

    private const string Model = "model_weights";
    private const string LayerNames = "layer_names";
    private const string WeightNames = "weight_names";

    /// <summary>The tensors of a file, by layer and name.</summary>
    /// <exception cref="Hdf5Exception">The file has no weights of Keras, or they are not sound.</exception>
    public static IReadOnlyList<(string Layer, KerasTensor Tensor)> Find(Hdf5File file)
    {
        var root = file.Has(Model) ? Model : "/";
        if (file.HasAttribute(root, LayerNames) || file.HasAttribute(root, LayerNames + "0"))
        {
            return [.. TextsOf(file, root, LayerNames).SelectMany(layer => OfLayer(file, root == "/" ? layer : $"{root}/{layer}"))];
        }

        return file.Has("layers") ? [.. file.NamesIn("layers").SelectMany(layer => OfVariables(file, layer))] : throw new Hdf5Exception("it is an HDF5 file, but has no weights of Keras");
    }

    private static IEnumerable<(string Layer, KerasTensor Tensor)> OfLayer(Hdf5File file, string group)
    {
        foreach (var name in TextsOf(file, group, WeightNames))
        {
            // conv2d/kernel:0, in a model within a model with more in front.
            var parts = name.Split('/');
            var layer = parts.Length > 1 ? parts[^2] : group.Split('/')[^1];
            yield return (layer, new KerasTensor(file.Array($"{group}/{name}"), parts[^1].Split(':')[0]));
        }

        if (file.HasAttribute(group, Counter))
        {
            yield return (group.Split('/')[^1], new KerasTensor(null, Counter, file.Number(group, Counter)));
        }
    }

    // Keras 3 counts variables: kernel and bias; gamma, beta, moving mean, moving variance.
    private static IEnumerable<(string Layer, KerasTensor Tensor)> OfVariables(Hdf5File file, string layer)
    {
        var group = $"layers/{layer}/vars";
        if (!file.Has(group))
        {
            yield break;
        }

        var arrays = file.NamesIn(group).Select(name => (Number: int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue, Array: file.Array($"{group}/{name}")))
            .OrderBy(variable => variable.Number).Select(variable => variable.Array).ToList();
        string[] names = arrays.Count > 0 && arrays[0].Sizes.Length > 1 ? ["kernel", "bias"] : ["gamma", "beta", "moving_mean", "moving_variance"];
        for (var i = 0; i < arrays.Count; i++)
        {
            yield return (layer, new KerasTensor(arrays[i], i < names.Length ? names[i] : string.Create(CultureInfo.InvariantCulture, $"variable{i}")));
        }
    }

    /// <summary>A list of names; one that does not fit into an attribute is cut into several, with numbers.</summary>
    private static IEnumerable<string> TextsOf(Hdf5File file, string group, string name)
    {
        if (file.HasAttribute(group, name))
        {
            return file.Texts(group, name);
        }

        return Enumerable.Range(0, int.MaxValue).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}{i}")).TakeWhile(part => file.HasAttribute(group, part)).SelectMany(part => file.Texts(group, part));
    }
}
