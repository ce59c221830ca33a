using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ResNetGen.LibTorch;

/// <summary>
/// A whole network that is computed in one call, by kernels of this library: convolutions over blocks of 16 channels with everything that stands behind them done
/// before a number is written, 3 x 3 ones by Winograd's transform where that is faster. Several threads may call it at once.
/// </summary>
public sealed class NativeProgram : IDisposable
{
    private readonly ProgramHandle handle;

    /// <summary>Of a program that <see cref="NativeProgramBuilder"/> has completed.</summary>
    internal NativeProgram(nint program) => handle = new ProgramHandle(program, rg_program_free);

    /// <summary>The instructions that programs can be computed with, the fastest first.</summary>
    public static IReadOnlyList<string> AllInstructions { get; } = ["AVX-512", "AVX2"];

    /// <summary>Whether this processor has some of <see cref="AllInstructions"/>, and those that they have for bfloat16.</summary>
    public static bool Has(string instructions, bool bfloat16 = false) => rg_program_has(instructions, bfloat16);

    /// <summary>What the network gives for a batch.</summary>
    /// <param name="images">N x C x H x W, float32 on the CPU, however they lie in memory.</param>
    /// <exception cref="ExternalException">The images do not fit the network.</exception>
    /// <exception cref="ObjectDisposedException">The program is disposed.</exception>
    public torch.Tensor Run(torch.Tensor images) => With(program => Result(rg_program_run(program, Borrow(images)), images));

    /// <summary>Where the time goes.</summary>
    /// <param name="images">A batch.</param>
    /// <param name="runs">How many times it is computed; the least time of each step counts.</param>
    /// <returns>A line a step: milliseconds, millions of multiply-adds, what it is, with tabs between.</returns>
    public string Profile(torch.Tensor images, int runs) => With(program =>
    {
        var text = rg_program_profile(program, Borrow(images), runs);
        Check(text != 0, images);
        return Marshal.PtrToStringUTF8(text)!;
    });

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private T With<T>(Func<nint, T> call)
    {
        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            return call(handle.DangerousGetHandle());
        }
        finally
        {
            if (isHeld)
            {
                handle.DangerousRelease();
            }
        }
    }
}
