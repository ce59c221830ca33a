using System;

namespace TorchSharp;

/// <summary>Numbers as scalars, and scalars as numbers.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this bool value) => value;

    public static Scalar ToScalar(this byte value) => value;

    public static Scalar ToScalar(this sbyte value) => value;

    public static Scalar ToScalar(this short value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this Half value) => value;

    public static Scalar ToScalar(this BFloat16 value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToBFloat16Scalar(this float value) => new BFloat16(value);

    public static bool ToBoolean(this Scalar value) => Borrow(value).ToDouble() != 0;

    public static byte ToByte(this Scalar value) => (byte)Borrow(value).ToInt64();

    public static sbyte ToSByte(this Scalar value) => (sbyte)Borrow(value).ToInt64();

    public static short ToInt16(this Scalar value) => (short)Borrow(value).ToInt64();

    public static int ToInt32(this Scalar value) => (int)Borrow(value).ToInt64();

    public static long ToInt64(this Scalar value) => Borrow(value).ToInt64();

    public static Half ToHalf(this Scalar value) => (Half)Borrow(value).ToDouble();

    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)Borrow(value).ToDouble();

    public static float ToSingle(this Scalar value) => (float)Borrow(value).ToDouble();

    public static double ToDouble(this Scalar value) => Borrow(value).ToDouble();
}
