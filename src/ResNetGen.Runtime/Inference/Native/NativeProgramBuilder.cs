using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Native;

/// <summary>A <see cref="NativeProgram"/> in the making: a step is packed as it is appended, so that of its weights only what is computed with is kept.</summary>
internal sealed class NativeProgramBuilder : IDisposable
{
    private ProgramHandle? handle;

    /// <summary>A program without steps.</summary>
    /// <param name="instructions">The instructions that it is computed with, as AVX2; null for the best that the processor has.</param>
    /// <param name="bfloat16">Whether feature maps and the weights of convolutions are kept in bfloat16. Sums, vectors and scores are float32 either way.</param>
    /// <exception cref="ArgumentException">The processor does not have them.</exception>
    /// <exception cref="InvalidOperationException">The program was built without the native library.</exception>
    public NativeProgramBuilder(string? instructions = null, bool bfloat16 = false)
    {
        if (!EngineLibrary.IsThere)
        {
            throw new InvalidOperationException("This program was built without ResNetGen's native library, or this system cannot load it.");
        }

        var program = EngineLibrary.rg_program_begin(instructions, bfloat16);
        if (program == 0)
        {
            throw new ArgumentException(EngineLibrary.LastError, nameof(instructions));
        }

        handle = new ProgramHandle(program, EngineLibrary.rg_program_abandon);
    }

    /// <summary>Appends a step.</summary>
    /// <param name="step">The step, as <c>engine/program.cpp</c> reads it.</param>
    /// <param name="weights">The tensors that it computes with, float32 on the CPU, or null for those that it does without. They stay the caller's.</param>
    /// <exception cref="ArgumentException">The step is not sound.</exception>
    /// <exception cref="ObjectDisposedException">The program is complete.</exception>
    public void Append(ReadOnlySpan<long> step, IEnumerable<Tensor?> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ObjectDisposedException.ThrowIf(handle is null, this);
        using var scope = NewDisposeScope();
        var tensors = weights.Select(tensor => tensor is null || tensor.is_contiguous() ? tensor : tensor.contiguous()).ToArray();
        var arguments = Array.ConvertAll(tensors, tensor => new WeightsArgument(tensor));
        var succeeded = EngineLibrary.rg_program_append(handle, step, step.Length, arguments, arguments.Length);
        GC.KeepAlive(tensors);
        if (!succeeded)
        {
            throw new ArgumentException(EngineLibrary.LastError, nameof(step));
        }
    }

    /// <summary>The program; nothing can be appended any more.</summary>
    /// <param name="buffers">How many buffers its steps name.</param>
    /// <param name="output">The buffer of what the network gives.</param>
    /// <exception cref="InvalidOperationException">The steps do not fit together.</exception>
    /// <exception cref="ObjectDisposedException">The program is complete.</exception>
    public NativeProgram Complete(int buffers, int output)
    {
        ObjectDisposedException.ThrowIf(handle is null, this);
        var program = EngineLibrary.rg_program_complete(handle, buffers, output);
        Dispose();
        return program != 0 ? new NativeProgram(program) : throw new InvalidOperationException(EngineLibrary.LastError);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        handle?.Dispose();
        handle = null;
    }
}
