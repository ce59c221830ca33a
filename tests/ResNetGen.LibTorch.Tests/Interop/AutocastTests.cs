using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Interop;

public class AutocastTests
{
    [Fact]
    public void It_lasts_until_the_outermost_ends()
    {
        Assert.Equal(ScalarType.Float32, TypeOfAProduct());
        using (new Autocast(cuda: false))
        {
            using (new Autocast(cuda: false))
            {
                Assert.Equal(ScalarType.BFloat16, TypeOfAProduct());
            }

            Assert.Equal(ScalarType.BFloat16, TypeOfAProduct());
        }

        Assert.Equal(ScalarType.Float32, TypeOfAProduct());
    }

    [Fact]
    public void That_of_the_processor_ends_within_that_of_cuda()
    {
        using (new Autocast(cuda: true))
        {
            using (new Autocast(cuda: false))
            {
                Assert.Equal(ScalarType.BFloat16, TypeOfAProduct());
            }

            Assert.Equal(ScalarType.Float32, TypeOfAProduct());
        }
    }

    [Fact]
    public void Weights_in_half_the_bits_are_not_kept_beyond_it()
    {
        using var weight = ones(1, 1).requires_grad_(true);
        using var one = ones(1, 1);

        Assert.Equal(1, Product());
        using (no_grad())
        {
            weight.fill_(2);
        }

        Assert.Equal(2, Product());

        float Product()
        {
            using var autocast = new Autocast(cuda: false);
            return one.matmul(weight).@float().item<float>();
        }
    }

    private static ScalarType TypeOfAProduct()
    {
        using var square = ones(2, 2);
        using var product = square.matmul(square);
        return product.dtype;
    }
}
