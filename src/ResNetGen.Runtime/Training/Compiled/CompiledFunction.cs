using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>
/// The passes of a compiled network as a function of autograd. An anchor that requires a gradient makes libtorch call the backward pass, which writes the gradients of
/// parameters where they are kept: they are no inputs of the function.
/// </summary>
internal sealed class CompiledFunction : autograd.SingleTensorFunction<CompiledFunction>
{
    private const string Key = "pass";

    // TorchSharp does not keep alive what forward and backward return while native code reads it. Arguments that are tensors would be the function's inputs.
    [ThreadStatic]
    private static Tensor? s_output;

    [ThreadStatic]
    private static Tensor? s_gradient;

    [ThreadStatic]
    private static Tensor? s_memory;

    /// <inheritdoc/>
    public override string Name => nameof(CompiledNetwork);

    /// <summary>Records a pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="output">Its output.</param>
    /// <param name="images">The images, where their gradient is wanted.</param>
    /// <returns>The output, which belongs to the graph.</returns>
    public static Tensor Record(RecordedPass pass, Tensor output, Tensor? images)
    {
        using var anchor = zeros(1, device: CPU, requires_grad: true);
        (s_output, s_memory) = (output, PassMemory.Of(pass.Call));
        try
        {
            return images is null ? apply(pass, anchor) : apply(pass, anchor, images);
        }
        finally
        {
            s_output.Dispose();
            s_memory.Dispose();
            (s_output, s_memory) = (null, null);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(Key, vars[0]);
        ctx.save_for_backward([s_memory!]);
        if (vars.Length > 2)
        {
            ctx.save_data(nameof(Tensor.shape), ((Tensor)vars[2]).shape);
        }

        return s_output!;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var pass = (RecordedPass)ctx.get_data(Key);
        var shape = (long[]?)ctx.get_data(nameof(Tensor.shape));
        try
        {
            using var scope = NewDisposeScope();
            var ofImages = Returned(pass.Backward(grad_output, shape));
            return shape is null ? [null!, null!] : [null!, null!, ofImages!];
        }
        catch (Exception exception)
        {
            // An exception that left this method would end the process. A gradient without dimensions is an error that libtorch reports.
            pass.Passes.Failure = exception;
            var gradient = Returned(zeros([], device: CPU));
            return shape is null ? [null!, gradient] : [null!, gradient, gradient];
        }
    }

    [return: NotNullIfNotNull(nameof(gradient))]
    private static Tensor? Returned(Tensor? gradient)
    {
        s_gradient?.Dispose();
        s_gradient = gradient?.DetachFromDisposeScope();
        return gradient;
    }
}
