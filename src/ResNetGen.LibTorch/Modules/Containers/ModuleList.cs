using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of modules, registered under their positions.</summary>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> _list = [];

    public ModuleList(params T[] modules) : base(nameof(ModuleList<T>))
    {
        append(modules);
    }

    public int Count => _list.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => _list[index];
        set
        {
            _list[index] = value;
            RegisterAnew();
        }
    }

    public void Add(T item) => append(item);

    public void append(params T[] parameters) => extend(parameters);

    public void extend(IEnumerable<T> modules)
    {
        foreach (var module in modules)
        {
            register_module(_list.Count.ToString(CultureInfo.InvariantCulture), module);
            _list.Add(module);
        }
    }

    public void Insert(int index, T item)
    {
        _list.Insert(index, item);
        RegisterAnew();
    }

    public bool Remove(T item)
    {
        var removed = _list.Remove(item);
        RegisterAnew();
        return removed;
    }

    public void RemoveAt(int index)
    {
        _list.RemoveAt(index);
        RegisterAnew();
    }

    public void Clear()
    {
        _list.Clear();
        RegisterAnew();
    }

    public bool Contains(T item) => _list.Contains(item);

    public int IndexOf(T item) => _list.IndexOf(item);

    public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void RegisterAnew()
    {
        ClearModules();
        for (var i = 0; i < _list.Count; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), _list[i]);
        }
    }
}
