using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in a row, each on the result of the one before. Every result but the last is released as soon as it is used.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.IModule<Tensor, Tensor>> _modules = [];

    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var module in modules)
        {
            append(module);
        }
    }

    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (key, module) in modules)
        {
            append(key, module);
        }
    }

    public int Count => _modules.Count;

    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index];

    /// <summary>Some of the modules in a row of their own. They are shared, and keep their names.</summary>
    public Sequential this[Range index]
    {
        get
        {
            var (start, length) = index.GetOffsetAndLength(Count);
            var slice = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
            foreach (var (key, module) in named_children().Skip(start).Take(length))
            {
                slice.append(key, (nn.IModule<Tensor, Tensor>)module);
            }

            return slice;
        }
    }

    /// <inheritdoc cref="this[Range]"/>
    public Sequential this[(int? start, int? end) index] => this[(index.start ?? 0)..(index.end ?? Count)];

    /// <summary>Adds a module under the next number.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Adds a module under a name.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        ArgumentNullException.ThrowIfNull(module);
        register_module(name, module as nn.Module ?? throw new ArgumentException($"{module.GetType()} is no module.", nameof(module)));
        _modules.Add(module);
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (_modules.Count == 0)
        {
            return tensor.Share();
        }

        var current = tensor;
        foreach (var module in _modules)
        {
            Tensor next;
            try
            {
                next = module.call(current);
            }
            catch
            {
                Release(current, null);
                throw;
            }

            Release(current, next);
            current = next;
        }

        // A module that gives back its very input must not make the caller's tensor ours.
        return ReferenceEquals(current, tensor) ? tensor.Share() : current;

        void Release(Tensor used, Tensor? result)
        {
            if (!ReferenceEquals(used, tensor) && !ReferenceEquals(used, result))
            {
                used.Dispose();
            }
        }
    }
}
