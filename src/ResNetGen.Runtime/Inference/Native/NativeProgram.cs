using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Native;

/// <summary>
/// A whole network that is computed in one call, by kernels of the native library: convolutions over blocks of 16 channels with everything that stands behind them
/// done before a number is written, 3 x 3 ones by Winograd's transform where that is faster. Several threads may call it at once.
/// </summary>
internal sealed class NativeProgram : IDisposable
{
    private readonly ProgramHandle handle;

    /// <summary>Of a program that <see cref="NativeProgramBuilder"/> has completed.</summary>
    internal NativeProgram(nint program) => handle = new ProgramHandle(program, EngineLibrary.rg_program_free);

    /// <summary>The instructions that programs can be computed with, the fastest first.</summary>
    public static IReadOnlyList<string> AllInstructions { get; } = ["AVX-512", "AVX2"];

    /// <summary>Whether the native library is there, and this processor has some of <see cref="AllInstructions"/>, and those that they have for bfloat16.</summary>
    public static bool Has(string instructions, bool bfloat16 = false) => EngineLibrary.IsThere && EngineLibrary.rg_program_has(instructions, bfloat16);

    /// <summary>Computes the logits of a batch.</summary>
    /// <param name="images">N x C x H x W, float32 on the CPU, however they lie in memory.</param>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    /// <exception cref="ObjectDisposedException">The program is disposed.</exception>
    public Tensor Run(Tensor images)
    {
        Require(images);
        var sizes = images.shape;
        Span<long> shape = stackalloc long[3];
        var dimensions = EngineLibrary.rg_program_shape(handle, sizes[2], sizes[3], shape);
        Check(dimensions > 0, nameof(images));
        var result = empty([sizes[0], .. shape[..(int)dimensions]], dtype: ScalarType.Float32, device: CPU);
        var succeeded = EngineLibrary.rg_program_run(
            handle, EngineLibrary.DataOf(images), sizes, images.stride(), get_num_threads(), EngineLibrary.DataOf(result));
        GC.KeepAlive(images);
        if (!succeeded)
        {
            result.Dispose();
        }

        Check(succeeded, nameof(images));
        return result;
    }

    /// <summary>Measures the time of each step.</summary>
    /// <param name="images">A batch.</param>
    /// <param name="runs">How many times it is computed; the least time of each step counts.</param>
    /// <returns>A line a step: milliseconds, millions of multiply-adds, what it is, with tabs between.</returns>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    /// <exception cref="ObjectDisposedException">The program is disposed.</exception>
    public string Profile(Tensor images, int runs)
    {
        Require(images);
        var text = EngineLibrary.rg_program_profile(handle, EngineLibrary.DataOf(images), images.shape, images.stride(), get_num_threads(), runs);
        GC.KeepAlive(images);
        Check(text != 0, nameof(images));
        return Marshal.PtrToStringUTF8(text)!;
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private static void Require(Tensor images)
    {
        if (images.device_type != TorchSharp.DeviceType.CPU || images.dtype != ScalarType.Float32 || images.is_sparse || images.dim() != 4)
        {
            throw new ArgumentException($"Images are float32, N x C x H x W, on the CPU; these are {images.dtype}, [{string.Join(", ", images.shape)}], on {images.device}.", nameof(images));
        }
    }

    private static void Check(bool succeeded, string parameter)
    {
        if (!succeeded)
        {
            throw new ArgumentException(EngineLibrary.LastError, parameter);
        }
    }
}
