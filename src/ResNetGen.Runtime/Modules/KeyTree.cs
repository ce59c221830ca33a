using System;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>Registers layers under keys of several levels, as <c>features.denseblock1.denselayer1.conv1</c>, whatever classes they belong to.</summary>
public static class KeyTree
{
    /// <summary>Registers a layer; for the levels of its key that are not there yet, modules come up that do nothing but hold others.</summary>
    /// <param name="root">The module whose state_dict is to have the key.</param>
    /// <param name="key">The key: names with dots between.</param>
    /// <param name="layer">The layer.</param>
    /// <exception cref="ArgumentException">A name of the key is empty.</exception>
    /// <exception cref="InvalidOperationException">There is a layer of that key already.</exception>
    public static void Register(nn.Module root, string key, nn.Module layer)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(key);
        var names = key.Split('.');
        if (names.Contains(""))
        {
            throw new ArgumentException($"'{key}' is no key: a name is empty.", nameof(key));
        }

        var holder = root;
        foreach (var name in names.Take(names.Length - 1))
        {
            var inner = holder.named_children().FirstOrDefault(child => child.Item1 == name).Item2;
            if (inner is null)
            {
                inner = new Level(name);
                holder.register_module(name, inner);
            }

            holder = inner;
        }

        holder.register_module(names[^1], layer);
    }

    /// <summary>A level of keys.</summary>
    private sealed class Level(string name) : nn.Module(name)
    {
        // What it holds is registered by hand, and there are no fields.
        protected override void RegisterComponents()
        {
        }
    }
}
