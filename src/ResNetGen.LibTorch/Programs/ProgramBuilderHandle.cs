using Microsoft.Win32.SafeHandles;

namespace ResNetGen.LibTorch;

/// <summary>A native program that is not complete.</summary>
internal sealed class ProgramBuilderHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Of a program that the native side has begun.</summary>
    public ProgramBuilderHandle(nint program)
        : base(ownsHandle: true) => SetHandle(program);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        rg_program_abandon(handle);
        return true;
    }
}
