using System;

namespace TorchSharp;

/// <summary>A number that stands beside tensors in an operation. It holds no native memory: <see cref="Dispose"/> has nothing to do.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(Number value, torch.ScalarType type)
    {
        Value = value;
        Type = type;
    }

    /// <summary>The type that the number had in C#.</summary>
    public torch.ScalarType Type { get; }

    internal Number Value { get; }

    public static implicit operator Scalar(bool value) => new(value, torch.ScalarType.Bool);

    public static implicit operator Scalar(byte value) => new((long)value, torch.ScalarType.Byte);

    public static implicit operator Scalar(sbyte value) => new((long)value, torch.ScalarType.Int8);

    public static implicit operator Scalar(short value) => new((long)value, torch.ScalarType.Int16);

    public static implicit operator Scalar(int value) => new((long)value, torch.ScalarType.Int32);

    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    public static implicit operator Scalar(Half value) => new((double)value, torch.ScalarType.Float16);

    public static implicit operator Scalar(BFloat16 value) => new((double)(float)value, torch.ScalarType.BFloat16);

    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float32);

    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);

    /// <summary>Nothing to free: there so that a scalar may stand in a using statement.</summary>
    public void Dispose()
    {
    }
}
