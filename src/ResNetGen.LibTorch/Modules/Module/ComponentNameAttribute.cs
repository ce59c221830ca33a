using System;

namespace TorchSharp.Utils;

/// <summary>The key under which a field's module, parameter or buffer is registered, where it is not the field's name.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
