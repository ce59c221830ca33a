using System;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Interop;

/// <summary>What libtorch or the binding refuses becomes an exception that says what and where.</summary>
public class ErrorTests
{
    [Fact]
    public void Shapes_that_do_not_fit_are_in_the_message()
    {
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<ExternalException>(() => ones(2, 3) + ones(4, 5));

        Assert.Equal(
            "The size of tensor a (3) must match the size of tensor b (5) at non-singleton dimension 1\narguments: [2, 3] float32, [4, 5] float32",
            exception.Message);
    }

    [Fact]
    public void Operations_in_place_tell_both_shapes_too()
    {
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<ExternalException>(() => ones(2, 3).add_(ones(7)));

        Assert.EndsWith("arguments: [2, 3] float32, [7] float32", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_tensors_are_told_in_full()
    {
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<ExternalException>(() => cat([ones(2, 3), zeros(1, 4), ones(1, 3, dtype: ScalarType.Int64)]));

        Assert.EndsWith("arguments: [2, 3] float32, [1, 4] float32, [1, 3] int64", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_have_no_frames_of_the_native_stack()
    {
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<ExternalException>(() => ones(2, 3).view(5));

        Assert.StartsWith("shape '[5]' is invalid for input of size 6", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception raised from", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_call_leaves_the_next_one_alone()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(2).mm(ones(2)));

        Assert.Equal(2f, ones(2).sum().item<float>());
    }

    [Fact]
    public void A_disposed_tensor_is_refused_in_every_place()
    {
        using var other = ones(3);
        var tensor = ones(3);
        tensor.Dispose();

        Assert.True(tensor.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => tensor.shape);
        Assert.Throws<ObjectDisposedException>(() => tensor + other);
        Assert.Throws<ObjectDisposedException>(() => other + tensor);
        Assert.Throws<ObjectDisposedException>(() => tensor.add_(1));
        Assert.Throws<ObjectDisposedException>(() => cat([other, tensor]));
        Assert.Throws<ObjectDisposedException>(() => tensor.backward());
        Assert.Throws<ObjectDisposedException>(() => tensor.data<float>());
        Assert.Throws<ObjectDisposedException>(() => tensor.grad);
        Assert.ThrowsAny<InvalidOperationException>(() => tensor.Handle);
        Assert.Equal("a disposed tensor", tensor.ToString());
        tensor.Dispose();
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        using var scope = NewDisposeScope();
        Tensor missing = null!;

        Assert.Equal("right", Assert.Throws<ArgumentNullException>(() => ones(3) + missing).ParamName);
        Assert.Equal("target", Assert.Throws<ArgumentNullException>(() => ones(3).matmul(missing)).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentNullException>(() => torch.sigmoid(missing)).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentNullException>(() => torch.sum(missing)).ParamName);
        Assert.Throws<ArgumentNullException>(() => cat([ones(3), missing]));
        Assert.Throws<ArgumentNullException>(() => ones(3).add_((Scalar)null!));
        Assert.Throws<ArgumentNullException>(() => ones((long[])null!));
        Assert.Throws<ArgumentNullException>(() => tensor((float[])null!));
    }

    [Fact]
    public void Values_that_do_not_fill_a_shape_are_counted()
    {
        var exception = Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, [2, 2]));

        Assert.StartsWith("3 values do not fill [2, 2], which holds 4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_dimensions_are_refused() => Assert.Throws<NotSupportedException>(() => zeros(2, 3, names: ["rows", "columns"]));

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("1")]
    public void Words_that_are_no_device_are_refused(string description) => Assert.Throws<ArgumentException>(() => device(description));

    [SkippableFact]
    public void Without_CUDA_its_tensors_are_refused_with_libtorchs_reason()
    {
        Skip.If(cuda.is_available(), "this libtorch has CUDA");
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<ExternalException>(() => ones(3).cuda());

        Assert.Contains("CUDA", exception.Message, StringComparison.Ordinal);
    }
}
