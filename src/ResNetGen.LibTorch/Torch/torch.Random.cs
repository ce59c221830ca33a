namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Present(input).bernoulli(generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        Present(input).multinomial(num_samples, replacement, generator);
}
