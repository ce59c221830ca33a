using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

/// <summary>A number and its kind, as <c>native/guard.h</c> has it: two registers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Number
{
    private readonly long _bits;
    private readonly long _kind;

    private Number(long bits, long kind)
    {
        _bits = bits;
        _kind = kind;
    }

    internal bool IsFloatingPoint => _kind == 0;

    internal bool IsBoolean => _kind == 2;

    public static implicit operator Number(double value) => new(BitConverter.DoubleToInt64Bits(value), 0);

    public static implicit operator Number(long value) => new(value, 1);

    public static implicit operator Number(bool value) => new(value ? 1 : 0, 2);

    internal double ToDouble() => _kind == 0 ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    internal long ToInt64() => _kind == 0 ? (long)BitConverter.Int64BitsToDouble(_bits) : _bits;
}
