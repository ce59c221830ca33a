using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors one after the other along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        var parts = Present(tensors) as Tensor[] ?? [.. tensors];
        return Result(rg_cat(Borrow(parts), parts.Length, dim), parts);
    }

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>Tensors of one shape side by side in a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var parts = Present(tensors) as Tensor[] ?? [.. tensors];
        return Result(rg_stack(Borrow(parts), parts.Length, dim), parts);
    }

    /// <summary>The coordinates of a grid, one tensor for each vector.</summary>
    /// <param name="tensors">The coordinates along each axis.</param>
    /// <param name="indexing">"ij": rows first; "xy": columns first.</param>
    public static unsafe Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        var parts = Present(tensors).ToArray();
        return Results(rg_meshgrid(Borrow(parts), parts.Length, indexing, out var count), count, parts);
    }

    /// <summary>Sums of products in Einstein's notation, as "ij,jk->ik".</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(equation);
        return Result(rg_einsum(equation, Borrow(tensors), tensors.Length), tensors);
    }

    /// <summary>Elements of <paramref name="x"/> where the condition holds, of <paramref name="y"/> elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Present(x).where(condition, y);

    /// <summary>The positions where the condition holds, one tensor a dimension.</summary>
    public static Tensor[] where(Tensor condition) => [.. Present(condition).nonzero_as_list()];

    /// <summary>The shape that tensors of the given shapes have together.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        var result = new long[Present(shapes).Max(shape => shape.Length)];
        Array.Fill(result, 1);
        foreach (var shape in shapes)
        {
            for (var i = 1; i <= shape.Length; i++)
            {
                if (result[^i] == 1)
                {
                    result[^i] = shape[^i];
                }
                else if (shape[^i] != 1 && shape[^i] != result[^i])
                {
                    throw new ArgumentException(
                        $"Shapes {string.Join(" and ", shapes.Select(one => $"[{string.Join(", ", one)}]"))} do not fit: {result[^i]} against {shape[^i]}",
                        nameof(shapes));
                }
            }
        }

        return new Size(result);
    }

    // Overloads that tensors lack.

    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => Present(input).softmax(dim, dtype);

    public static Tensor norm(Tensor input) => Present(input).norm();

    public static Tensor movedim(Tensor input, long source, long destination) => Present(input).movedim([source], [destination]);

    public static Tensor moveaxis(Tensor input, long source, long destination) => movedim(input, source, destination);

    public static Tensor[] unbind(Tensor tensor, int dim = 0) => Present(tensor).unbind(dim);
}
