using Microsoft.Win32.SafeHandles;

namespace ResNetGen.LibTorch;

/// <summary>A native program. A call that is under way keeps it.</summary>
internal sealed class ProgramHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Of a program that the native side has made.</summary>
    public ProgramHandle(nint program)
        : base(ownsHandle: true) => SetHandle(program);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        rg_program_free(handle);
        return true;
    }
}
