#if TORCH_SYSTEM
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Inference.Binding;
using ResNetGen.LibTorch;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Runs a program in one call, by the binding's own kernels.</summary>
internal sealed class NativeEngine : IInferenceEngine
{
    private readonly NativeProgram program;

    private NativeEngine(NativeProgram program, string instructions)
    {
        this.program = program;
        Name = instructions;
    }

    public string Name { get; }

    /// <summary>An engine that takes the program over; null where a step or the weights need another, and the program stays the caller's.</summary>
    /// <param name="program">The program.</param>
    /// <param name="instructions">The instructions that it is computed with, as AVX2.</param>
    /// <param name="precision">The numbers that it is computed with.</param>
    public static NativeEngine? TryCreate(BoundProgram program, string instructions, Precision precision)
    {
        if (program.Steps.SelectMany(step => step.Weights).Any(tensor => tensor is not null && (tensor.dtype != ScalarType.Float32 || tensor.device.type != TorchSharp.DeviceType.CPU))
            || ProgramCode.Of(program) is not { } code)
        {
            return null;
        }

        var native = new NativeProgram(code.Numbers, code.Weights, program.Buffers, program.Output, instructions, precision == Precision.Mixed);
        program.Dispose();
        return new NativeEngine(native, instructions);
    }

    public Tensor Run(Tensor images) => program.Run(images);

    public IReadOnlyList<StepTime> Profile(Tensor images, int runs) =>
    [
        .. program.Profile(images, runs).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(fields => new StepTime(
            fields[2], double.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1], CultureInfo.InvariantCulture) * 1e6)),
    ];

    public void Dispose() => program.Dispose();
}
#endif
