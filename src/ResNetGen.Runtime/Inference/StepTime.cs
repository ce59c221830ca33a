namespace ResNetGen.Inference;

/// <summary>The measured time of one step of an execution plan.</summary>
/// <param name="Step">The step in words: <c>conv 3x3 Winograd, to 64 x 56 x 56, add, relu</c>.</param>
/// <param name="Milliseconds">The least time of several runs.</param>
/// <param name="MultiplyAdds">MACs (multiply-accumulates) for the batch, counted as a direct convolution; 0 for steps that are not layers.</param>
public sealed record StepTime(string Step, double Milliseconds, double MultiplyAdds)
{
    /// <summary>Whether the step is one of a backward pass.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Billions of floating-point operations per second, two for each MAC.</summary>
    public double Gigaflops => Milliseconds > 0 ? 2 * MultiplyAdds / Milliseconds / 1e6 : 0;
}
