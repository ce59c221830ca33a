using System;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType s_defaultType = ScalarType.Float32;

    /// <summary>The type of new tensors of floating point numbers.</summary>
    public static ScalarType get_default_dtype() => s_defaultType;

    /// <summary>Sets the type of new tensors of floating point numbers.</summary>
    /// <exception cref="ArgumentException">The type is not one of floating point numbers.</exception>
    public static void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype))
        {
            throw new ArgumentException($"The default type must be one of floating point numbers, not {dtype}", nameof(dtype));
        }

        s_defaultType = dtype;
    }

    /// <summary>Whether a type is one of floating point numbers.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>Whether a type is one of whole numbers; Booleans count as such.</summary>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    /// <summary>Whether a type is one of complex numbers.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;
}
