using System;

namespace ResNetGen.LibTorch;

/// <summary>
/// Mixed precision on the thread that makes it, until it is disposed: convolutions and matrix products take their arguments in bfloat16, what is
/// sensitive stays in float32, and so do weights and gradients (Micikevicius et al., "Mixed Precision Training", 2018; PyTorch's autocast).
/// </summary>
public sealed class Autocast : IDisposable
{
    private readonly bool cuda;
    private bool isOver;

    /// <summary>Begins it.</summary>
    /// <param name="cuda">For CUDA's tensors; else for the processor's.</param>
    public Autocast(bool cuda)
    {
        this.cuda = cuda;
        Check(rg_autocast_enter(cuda));
    }

    /// <summary>Whether this thread is in one.</summary>
    /// <param name="cuda">For CUDA's tensors; else for the processor's.</param>
    public static bool IsEntered(bool cuda) => rg_autocast_is_entered(cuda);

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!isOver)
        {
            isOver = true;
            Check(rg_autocast_leave(cuda));
        }
    }
}
