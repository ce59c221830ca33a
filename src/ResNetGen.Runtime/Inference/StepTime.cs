namespace ResNetGen.Inference;

/// <summary>What one step of an inference program took.</summary>
/// <param name="Step">The step in words: <c>convolution 3x3, Winograd, to 64 x 56 x 56, sum</c>.</param>
/// <param name="Milliseconds">The least of some runs.</param>
/// <param name="MultiplyAdds">Multiply-adds for the batch, as the convolution's definition counts them; 0 for other steps.</param>
public sealed record StepTime(string Step, double Milliseconds, double MultiplyAdds)
{
    /// <summary>Billions of floating-point operations a second, two for a multiply-add.</summary>
    public double Gigaflops => Milliseconds > 0 ? 2 * MultiplyAdds / Milliseconds / 1e6 : 0;
}
