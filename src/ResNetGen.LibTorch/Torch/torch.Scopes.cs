namespace TorchSharp;

/// <summary>The library's functions, named as in PyTorch. They come in one file a subject.</summary>
public static partial class torch
{
    /// <summary>The innermost dispose scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => ThreadScopes.Current.Innermost;

    /// <summary>Opens a scope that owns the tensors that this thread makes until it is disposed.</summary>
    public static DisposeScope NewDisposeScope() => new(ThreadScopes.Current);
}
