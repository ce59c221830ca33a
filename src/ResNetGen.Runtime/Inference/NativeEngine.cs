using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Inference.Binding;
using ResNetGen.Inference.Native;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Runs a program in one call, by the kernels of the native library.</summary>
internal sealed class NativeEngine : IInferenceEngine
{
    private readonly NativeProgram program;

    private NativeEngine(NativeProgram program, string instructions)
    {
        this.program = program;
        Name = instructions;
    }

    public string Name { get; }

    /// <summary>An engine for a program; null where a step or the weights need another.</summary>
    /// <param name="program">The program.</param>
    /// <param name="instructions">The instructions that it is computed with, as AVX2.</param>
    /// <param name="precision">The numbers that it is computed with.</param>
    /// <param name="disposesLayers">Whether the network's layers are disposed as they are folded.</param>
    public static NativeEngine? TryCreate(BoundProgram program, string instructions, Precision precision, bool disposesLayers)
    {
        var code = program.Steps.Select(step => NativeCode.Of(step, program.Buffers)).ToList();
        if (code.Contains(null) || !program.Has(ScalarType.Float32, TorchSharp.DeviceType.CPU))
        {
            return null;
        }

        using var native = new NativeProgramBuilder(instructions, precision == Precision.Mixed);
        foreach (var (step, parts) in program.Fold(disposesLayers).Zip(code))
        {
            using (step)
            {
                foreach (var part in parts!)
                {
                    native.Append(part.Code, part.Weights.Where(i => i < step.Weights.Count).Select(i => step.Weights[i]));
                }
            }
        }

        return new NativeEngine(native.Complete(program.Buffers + NativeCode.ExtraBuffers, program.Output), instructions);
    }

    public Tensor Run(Tensor images) => program.Run(images);

    public IReadOnlyList<StepTime> Profile(Tensor images, int runs) =>
    [
        .. program.Profile(images, runs).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(fields => new StepTime(
            fields[2], double.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1], CultureInfo.InvariantCulture) * 1e6)),
    ];

    public void Dispose() => program.Dispose();
}
