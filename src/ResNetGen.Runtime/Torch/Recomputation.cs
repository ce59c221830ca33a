using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace ResNetGen.Torch;

/// <summary>
/// Gradient checkpointing (Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016, arXiv:1604.06174): the forward pass of a module keeps its input
/// only, and the backward pass computes the module once more. It costs another forward pass of the module and saves the memory of its feature maps.
/// </summary>
/// <remarks>
/// The second pass has the random numbers and the precision of the first, and running statistics count a batch once. Forward hooks inside are called twice.
/// Only <c>backward()</c> reaches the weights inside, <c>torch.autograd.grad</c> does not.
/// </remarks>
internal sealed class Recomputation : autograd.SingleTensorFunction<Recomputation>
{
    [ThreadStatic]
    private static Tensor? s_gradient;

    // TorchSharp does not keep what forward returns alive while native code reads it.
    [ThreadStatic]
    internal static Tensor? LastResult;

    private const string Key = "call";

    // An exception that left backward would end the process. It waits here until the call of backward has failed in libtorch's own way.
    [ThreadStatic]
    private static Exception? s_failure;

    /// <inheritdoc/>
    public override string Name => nameof(Recomputation);

    /// <summary>Calls a module so that its backward pass computes it once more.</summary>
    /// <param name="module">The module. It must compute the same of the same input when it is called again.</param>
    /// <param name="input">The input.</param>
    /// <returns>The module's result; where gradients are not recorded, just as if the module were called.</returns>
    public static Tensor Call(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        if (!is_grad_enabled())
        {
            return module.call(input);
        }

        // Without an input that requires a gradient libtorch would not call backward at all, though the weights inside need it.
        using var anchor = zeros(1, requires_grad: true);
        return apply(new Recorded(module), input, anchor);
    }

    /// <summary>Takes the exception that the last backward pass of this thread met, if there is one.</summary>
    public static void ThrowFailure()
    {
        if (s_failure is { } failure)
        {
            s_failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (recorded, input) = ((Recorded)vars[0], (Tensor)vars[1]);
        ctx.save_data(Key, recorded);
        ctx.save_for_backward([input]);
        var result = recorded.Module.call(input);

        // A module that gives back its input would connect the result with itself.
        return LastResult = ReferenceEquals(result, input) ? input.alias() : result;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        try
        {
            var recorded = (Recorded)ctx.get_data(Key);
            if (recorded.IsDone)
            {
                throw new InvalidOperationException("The units of this pass were computed again already; a second backward pass through the same graph is not supported with gradient checkpointing.");
            }

            recorded.IsDone = true;
            using var scope = NewDisposeScope();
            var saved = ctx.get_saved_variables()[0];
            return [null!, Returned(recorded.Gradient(saved, grad_output))!, null!];
        }
        catch (Exception exception)
        {
            s_failure = exception;

            // A gradient of another shape is an error that libtorch reports without ending the process.
            var gradient = Returned(zeros([1, 1, 1, 1, 1, 1, 1]));
            return [null!, gradient, gradient];
        }
    }

    // TorchSharp does not keep what backward returns alive while native code reads it, nor does it release it: the next pass on this thread does.
    [return: NotNullIfNotNull(nameof(gradient))]
    private static Tensor? Returned(Tensor? gradient)
    {
        s_gradient?.Dispose();
        s_gradient = gradient?.DetachFromDisposeScope();
        return gradient;
    }

    // One call of a module: what has to be the same when it is called again.
    private sealed class Recorded
    {
        private readonly bool isMixed;
        private readonly Device device;
        private readonly Tensor randomState;

        public Recorded(nn.Module<Tensor, Tensor> module)
        {
            Module = module;
            device = module.parameters().FirstOrDefault()?.device ?? CPU;
            isMixed = Autocast.IsEnabled(device);
            randomState = get_rng_state().DetachFromDisposeScope();
        }

        public nn.Module<Tensor, Tensor> Module { get; }

        public bool IsDone { get; set; }

        // The gradient of the input; those of the weights are added to them.
        public Tensor? Gradient(Tensor saved, Tensor gradient)
        {
            var input = saved.detach();
            input.requires_grad = saved.requires_grad;
            var statistics = Module.buffers().Select(buffer => (Buffer: buffer, Before: buffer.clone())).ToList();
            var now = get_rng_state();
            set_rng_state(randomState);
            try
            {
                Tensor result;
                using (enable_grad())
                using (isMixed ? new Autocast(device) : null)
                {
                    result = Module.call(input);
                }

                result.backward([gradient]);
            }
            finally
            {
                set_rng_state(now);
                randomState.Dispose();
                using (no_grad())
                {
                    foreach (var (buffer, before) in statistics)
                    {
                        buffer.copy_(before);
                    }
                }
            }

            return input.grad;
        }
    }
}
