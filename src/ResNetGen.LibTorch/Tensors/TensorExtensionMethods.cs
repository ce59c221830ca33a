using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

/// <summary>What is done with tensors from outside: reading their one number, printing, files.</summary>
public static partial class TensorExtensionMethods
{
    public static bool ToBoolean(this torch.Tensor value) => Present(value).Number().ToDouble() != 0;

    public static byte ToByte(this torch.Tensor value) => (byte)Present(value).Number().ToInt64();

    public static sbyte ToSByte(this torch.Tensor value) => (sbyte)Present(value).Number().ToInt64();

    public static short ToInt16(this torch.Tensor value) => (short)Present(value).Number().ToInt64();

    public static int ToInt32(this torch.Tensor value) => (int)Present(value).Number().ToInt64();

    public static long ToInt64(this torch.Tensor value) => Present(value).Number().ToInt64();

    public static Half ToHalf(this torch.Tensor value) => (Half)Present(value).Number().ToDouble();

    public static BFloat16 ToBFloat16(this torch.Tensor value) => (BFloat16)Present(value).Number().ToDouble();

    public static float ToSingle(this torch.Tensor value) => (float)Present(value).Number().ToDouble();

    public static double ToDouble(this torch.Tensor value) => Present(value).Number().ToDouble();

    /// <summary>The number as a tensor without dimensions.</summary>
    public static torch.Tensor ToTensor<T>(this T scalar, torch.Device? device = null, bool requires_grad = false)
        where T : struct
    {
        using var one = torch.from_array(new[] { scalar }, null, device);
        return one.reshape().requires_grad_(requires_grad);
    }

    /// <summary>The numbers as a tensor of the given shape. The memory is always copied.</summary>
    public static torch.Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        using var flat = torch.from_array(rawArray, null);
        return flat.reshape(dimensions).requires_grad_(requires_grad);
    }

    /// <summary>The bytes of one element of a type.</summary>
    public static int ElementSize(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool or torch.ScalarType.QInt8 or torch.ScalarType.QUInt8 => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 or torch.ScalarType.QInt32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 or torch.ScalarType.ComplexFloat32 => 8,
        torch.ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such type of elements"),
    };

    /// <summary>The number of elements of a shape.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => checked(product * size));
}
