using System;
using Microsoft.Win32.SafeHandles;

namespace ResNetGen.Inference.Native;

/// <summary>A native program, or one that is not complete. A call that is under way keeps it.</summary>
internal sealed class ProgramHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly Action<nint> release;

    /// <summary>Of a program that the native side has made, and the function of that side that releases it.</summary>
    public ProgramHandle(nint program, Action<nint> release)
        : base(ownsHandle: true)
    {
        this.release = release;
        SetHandle(program);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        release(handle);
        return true;
    }
}
