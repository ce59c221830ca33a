using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ResNetGen.LibTorch;

/// <summary>A <see cref="NativeProgram"/> in the making: a step is packed as it is appended, so that its weights are never there twice.</summary>
public sealed class NativeProgramBuilder : IDisposable
{
    private ProgramHandle? handle;

    /// <summary>A program without steps.</summary>
    /// <param name="instructions">The instructions that it is computed with, as AVX2; null for the best that the processor has.</param>
    /// <param name="bfloat16">Whether feature maps and the weights of convolutions are kept in bfloat16. Sums, vectors and scores are float32 either way.</param>
    /// <exception cref="ExternalException">The processor does not have them.</exception>
    public NativeProgramBuilder(string? instructions = null, bool bfloat16 = false)
    {
        var program = rg_program_begin(instructions, bfloat16);
        Check(program != 0);
        handle = new ProgramHandle(program, rg_program_abandon);
    }

    /// <summary>Appends a step.</summary>
    /// <param name="step">The step, as <c>native/inference/program.cpp</c> reads it.</param>
    /// <param name="weights">The tensors that it computes with, float32 on the CPU, or null for those that it does without. They are taken over.</param>
    /// <exception cref="ExternalException">The step is not sound.</exception>
    /// <exception cref="ObjectDisposedException">The program is complete.</exception>
    public void Append(ReadOnlySpan<long> step, IEnumerable<torch.Tensor?> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ObjectDisposedException.ThrowIf(handle is null, this);
        var all = weights.ToArray();
        var handles = Array.ConvertAll(all, weight => weight?.DecoupleFromNativeHandle() ?? 0);
        Check(rg_program_append(handle, step, step.Length, handles, handles.Length));
    }

    /// <summary>The program; nothing can be appended any more.</summary>
    /// <param name="buffers">How many buffers its steps name.</param>
    /// <param name="output">The buffer of what the network gives.</param>
    /// <exception cref="ExternalException">The steps do not fit together.</exception>
    /// <exception cref="ObjectDisposedException">The program is complete.</exception>
    public NativeProgram Complete(int buffers, int output)
    {
        ObjectDisposedException.ThrowIf(handle is null, this);
        var program = rg_program_complete(handle, buffers, output);
        Dispose();
        Check(program != 0);
        return new NativeProgram(program);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        handle?.Dispose();
        handle = null;
    }
}
