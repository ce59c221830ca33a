using System;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace ResNetGen.LibTorch;

/// <summary>
/// A part of a network that remembers only what it takes: the backward pass computes it once more (Chen et al., 2016, arXiv:1604.06174). It costs another
/// forward pass of the part and saves the memory of all that lies within it.
/// </summary>
/// <remarks>
/// The second pass has the random numbers and the mixed precision of the first, and norms do not count the batch again, so gradients have the same bits as
/// those of a part that remembers everything; only where others take the same input, what they add to its gradient may come in another order. Forward hooks inside are called twice. Only <c>backward()</c> reaches the weights within, not <c>autograd.grad</c>.
/// </remarks>
public sealed class Recomputation
{
    private readonly Func<torch.Tensor, torch.Tensor> part;
    private readonly torch.Tensor randomState;
    private readonly bool[] autocasts;

    private Recomputation(Func<torch.Tensor, torch.Tensor> part)
    {
        this.part = part;
        autocasts = [Autocast.IsEntered(cuda: false), Autocast.IsEntered(cuda: true)];
        randomState = torch.get_rng_state().DetachFromDisposeScope();
    }

    /// <summary>What a part of a network makes of a tensor.</summary>
    /// <param name="part">The part. It must make the same of the same input when it is called again.</param>
    /// <param name="input">What it takes.</param>
    /// <returns>Its result; where gradients are not recorded, just as if it were called.</returns>
    public static torch.Tensor Run(Func<torch.Tensor, torch.Tensor> part, torch.Tensor input)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(input);
        if (!torch.is_grad_enabled())
        {
            return part(input);
        }

        var again = new Recomputation(part);
        try
        {
            torch.Tensor made;
            using (torch.no_grad())
            {
                made = part(input);
            }

            var result = again.Record(input, made);
            if (!ReferenceEquals(made, input))
            {
                made.Dispose();
            }

            return result;
        }
        catch
        {
            again.randomState.Dispose();
            throw;
        }
    }

    private unsafe torch.Tensor Record(torch.Tensor input, torch.Tensor made)
    {
        var context = GCHandle.ToIntPtr(GCHandle.Alloc(this));
        return Result(rg_recompute(Borrow(input), Borrow(made), context, &Compute, &Release), input, made);
    }

    [UnmanagedCallersOnly]
    private static unsafe nint Compute(nint context, nint input, byte* message, long length)
    {
        try
        {
            return ((Recomputation)GCHandle.FromIntPtr(context).Target!).Compute(input);
        }
        catch (Exception error)
        {
            // No exception crosses: its text does.
            var text = new Span<byte>(message, (int)length);
            Encoding.UTF8.TryGetBytes(error.Message.AsSpan(0, Math.Min(error.Message.Length, (int)length / 4)), text, out _);
            return 0;
        }
    }

    [UnmanagedCallersOnly]
    private static void Release(nint context)
    {
        var handle = GCHandle.FromIntPtr(context);
        ((Recomputation)handle.Target!).randomState.Dispose();
        handle.Free();
    }

    private nint Compute(nint input)
    {
        using var scope = torch.NewDisposeScope();
        var now = torch.get_rng_state();
        torch.set_rng_state(randomState);
        try
        {
            using var cpu = autocasts[0] ? new Autocast(cuda: false) : null;
            using var cuda = autocasts[1] ? new Autocast(cuda: true) : null;
            rg_retain(input);
            var result = part(new torch.Tensor(input));
            rg_retain(result.Handle);
            return result.Handle;
        }
        finally
        {
            torch.set_rng_state(now);
        }
    }
}
