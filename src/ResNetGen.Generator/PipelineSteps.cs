using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Values;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator;

/// <summary>Steps that the pipeline has several of.</summary>
internal static class PipelineSteps
{
    /// <summary>The values that there are.</summary>
    public static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> values)
        where T : class
        => values.Where(static value => value is not null).Select(static (value, _) => value!);

    /// <summary>All values as one.</summary>
    public static IncrementalValueProvider<Items<T>> Together<T>(this IncrementalValuesProvider<T> values)
        where T : class, IEquatable<T>
        => values.Collect().Select(static (all, _) => new Items<T>(all.ToEquatableArray()));

    /// <summary>The values of both.</summary>
    public static IncrementalValueProvider<Items<T>> And<T>(this IncrementalValueProvider<Items<T>> first, IncrementalValueProvider<Items<T>> second)
        where T : class, IEquatable<T>
        => first.Combine(second).Select(static (both, _) => new Items<T>(both.Left.All.Concat(both.Right.All).ToEquatableArray()));
}
