namespace ResNetGen.LibTorch.Interop;

/// <summary>C++'s bool: one byte. It crosses as it is, where C#'s would need instructions at every declaration.</summary>
internal readonly struct NativeBool
{
    private readonly byte _value;

    private NativeBool(bool value) => _value = value ? (byte)1 : (byte)0;

    public static implicit operator bool(NativeBool value) => value._value != 0;

    public static implicit operator NativeBool(bool value) => new(value);
}
