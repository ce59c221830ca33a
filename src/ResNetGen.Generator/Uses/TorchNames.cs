using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ResNetGen.Generator.Uses;

/// <summary>Functions of TorchSharp, by what they do to a shape.</summary>
internal static class TorchNames
{
    /// <summary>Functions that make a tensor of given sizes.</summary>
    public static HashSet<string> Creating { get; } = ["randn", "zeros", "ones", "rand", "empty", "full", "randint"];

    /// <summary>Parameters that are sizes of a new tensor, or of a view.</summary>
    public static HashSet<string> Sizes { get; } = ["size", "rows", "columns", "dim0", "dim1", "dim2", "dim3"];

    /// <summary>Functions whose result has the shape of their tensor, whatever else they are given.</summary>
    public static HashSet<string> Keeping { get; } =
    [
        "to", "cuda", "cpu", "contiguous", "clone", "detach", "alias", "to_type", "type", "half", "bfloat16", "requires_grad_", "MoveToOuterDisposeScope",
        "DetachFromDisposeScope", "zeros_like", "ones_like", "rand_like", "randn_like", "empty_like", "relu", "sigmoid", "tanh", "abs", "neg", "sqrt", "exp",
        "relu_", "zero_", "fill_", "normal_", "uniform_",
    ];

    /// <summary>Functions that change the shape of the very tensor. Where one is used, nothing is known.</summary>
    public static HashSet<string> Reshaping { get; } =
    [
        "unsqueeze_", "squeeze_", "resize_", "resize_as_", "transpose_", "t_", "swapaxes_", "swapdims_", "set_", "as_strided_",
        "register_forward_pre_hook", "register_forward_hook",
    ];

    public static bool IsTensor(ITypeSymbol? type) => IsNested(type, "Tensor");

    public static bool IsTorch(ITypeSymbol? type) => type is { Name: "torch", ContainingType: null } && IsInTorchSharp(type);

    /// <summary>Whether a type is a layer of TorchSharp's, such as <c>TorchSharp.Modules.Linear</c>; a container has layers of anyone's.</summary>
    public static bool IsLayer(ITypeSymbol? type) => type is
    {
        Name: not ("Sequential" or "ModuleList" or "ModuleDict"),
        ContainingNamespace: { Name: "Modules", ContainingNamespace: { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true } },
    };

    /// <summary>Whether a type is TorchSharp's own.</summary>
    public static bool IsInTorchSharp(ITypeSymbol? type) => type?.ContainingNamespace is
    {
        Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true,
    };

    private static bool IsNested(ITypeSymbol? type, string name) => type?.Name == name && IsTorch(type.ContainingType);
}
