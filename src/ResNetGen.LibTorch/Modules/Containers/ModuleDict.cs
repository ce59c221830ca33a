using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules under names, in the order in which they were added.</summary>
public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : nn.Module
{
    private readonly List<(string key, T module)> _list = [];

    public ModuleDict() : base(nameof(ModuleDict<T>))
    {
    }

    internal ModuleDict(IEnumerable<(string, T)> modules) : this()
    {
        foreach (var (key, module) in modules)
        {
            Add(key, module);
        }
    }

    public int Count => _list.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => keys().ToList();

    public ICollection<T> Values => values().ToList();

    public T this[string key]
    {
        get => TryGetValue(key, out var module) ? module : throw new KeyNotFoundException($"There is no module '{key}'; there are: {string.Join(", ", keys())}.");
        set
        {
            var index = Find(key);
            if (index < 0)
            {
                Add(key, value);
            }
            else
            {
                this[index] = (key, value);
            }
        }
    }

    public (string, T) this[int index]
    {
        get => _list[index];
        set
        {
            _list[index] = value;
            RegisterAnew();
        }
    }

    public IEnumerable<string> keys() => _list.Select(static entry => entry.key);

    public IEnumerable<T> values() => _list.Select(static entry => entry.module);

    public IEnumerator<(string, T)> items() => GetEnumerator();

    public void Add(string key, T value)
    {
        register_module(key, value);
        _list.Add((key, value));
    }

    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    public void Insert(int index, (string, T) item)
    {
        _list.Insert(index, item);
        RegisterAnew();
    }

    public bool Remove(string key)
    {
        var index = Find(key);
        if (index >= 0)
        {
            RemoveAt(index);
        }

        return index >= 0;
    }

    public bool Remove((string, T) item)
    {
        var index = IndexOf(item);
        if (index >= 0)
        {
            RemoveAt(index);
        }

        return index >= 0;
    }

    public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

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

    public void clear() => Clear();

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool Contains((string, T) item) => IndexOf(item) >= 0;

    public bool Contains(KeyValuePair<string, T> item) => Contains((item.Key, item.Value));

    public int IndexOf((string, T) item) => _list.IndexOf(item);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var index = Find(key);
        value = index >= 0 ? _list[index].module : null;
        return index >= 0;
    }

    public void CopyTo((string, T)[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex)
    {
        foreach (var (key, module) in _list)
        {
            array[arrayIndex++] = new KeyValuePair<string, T>(key, module);
        }
    }

    public IEnumerator<(string, T)> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
        _list.Select(static entry => new KeyValuePair<string, T>(entry.key, entry.module)).GetEnumerator();

    private int Find(string key) => _list.FindIndex(entry => string.Equals(entry.key, key, System.StringComparison.Ordinal));

    private void RegisterAnew()
    {
        ClearModules();
        foreach (var (key, module) in _list)
        {
            register_module(key, module);
        }
    }
}
