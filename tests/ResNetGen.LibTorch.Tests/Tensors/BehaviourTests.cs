using System;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Tensors;

/// <summary>Types, devices, views, gradients and modes.</summary>
public class BehaviourTests
{
    [Fact]
    public void Types_are_converted_and_promoted_as_in_PyTorch()
    {
        using var scope = NewDisposeScope();
        var whole = tensor([1, 2]);

        Assert.Equal(ScalarType.Float32, (whole / 2).dtype);
        Assert.Equal(ScalarType.Float32, (whole * 1.5).dtype);
        Assert.Equal(ScalarType.Int64, (whole * tensor([2L, 2L])).dtype);
        Assert.Equal(ScalarType.Bool, (whole > 1).dtype);
        Assert.Equal([1L, 2L], whole.@long().data<long>().ToArray());
        Assert.Equal(ScalarType.BFloat16, ones(2).bfloat16().dtype);
        Assert.Equal(2, ones(2).half().ElementSize);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 3).dtype);
    }

    [Fact]
    public void The_default_type_is_for_new_tensors()
    {
        using var scope = NewDisposeScope();
        try
        {
            set_default_dtype(ScalarType.Float64);
            Assert.Equal(ScalarType.Float64, zeros(2).dtype);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }

        Assert.Throws<ArgumentException>(() => set_default_dtype(ScalarType.Int32));
    }

    [Fact]
    public void Conversion_to_what_a_tensor_is_already_shares_its_memory()
    {
        using var scope = NewDisposeScope();
        var a = zeros(3);
        a.to(ScalarType.Float32).add_(1);
        a.cpu().add_(1);
        a.to(ScalarType.Float32, copy: true).add_(1);

        Assert.Equal([2f, 2f, 2f], a.data<float>().ToArray());
    }

    [Fact]
    public void The_first_is_disposed_after_a_conversion_that_asks_for_it()
    {
        using var scope = NewDisposeScope();
        var a = zeros(3);

        var b = a.to(ScalarType.Float64, disposeAfter: true);

        Assert.True(a.IsInvalid);
        Assert.Equal(ScalarType.Float64, b.dtype);
    }

    [Fact]
    public void Devices_have_names()
    {
        Assert.Equal("cpu", CPU.ToString());
        Assert.Equal("cuda:1", device("cuda:1").ToString());
        Assert.Equal((DeviceType.CUDA, 0), (device("cuda").type, device("cuda").index));
        Assert.Equal(DeviceType.META, ((Device)"meta").type);
        using var shapeOnly = zeros([2, 3], device: META);
        Assert.True(shapeOnly.is_meta);
        Assert.Equal([2, 3], shapeOnly.shape);
    }

    [SkippableFact]
    public void Tensors_compute_on_a_CUDA_device()
    {
        Skip.IfNot(cuda.is_available(), "no CUDA device, or a libtorch without CUDA");
        using var scope = NewDisposeScope();

        var there = ones(2, 3).cuda();
        var sum = (there * 2).sum();
        cuda.synchronize();

        Assert.True(there.is_cuda);
        Assert.Equal(12f, sum.item<float>());
        Assert.Equal(12f, sum.cpu().item<float>());
        Assert.Equal("cuda:0", there.device.ToString());
    }

    [Fact]
    public void Indexing_is_that_of_Python()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).reshape(2, 3, 4);

        Assert.Equal([4, 5, 6, 7], x[0, 1].data<long>().ToArray());
        Assert.Equal(23, x[1, 2, 3].ToInt64());
        Assert.Equal(20, x[-1, -1, 0].ToInt64());
        Assert.Equal([2, 4], x[.., 0].shape);
        Assert.Equal([2, 3, 2], x[TensorIndex.Ellipsis, ..2].shape);
        Assert.Equal([2, 3, 1], x[TensorIndex.Ellipsis, ^1..].shape);
        Assert.Equal([1, 2, 3, 4], x[TensorIndex.None].shape);
        Assert.Equal([2, 3, 2], x[TensorIndex.Ellipsis, TensorIndex.Slice(step: 2)].shape);
        Assert.Equal([1, 3, 4], x[TensorIndex.Tensor(tensor([false, true]))].shape);
    }

    [Fact]
    public void Parts_are_set_in_place()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);
        x[0, 1] = tensor(5f);
        x[1] = ones(3);
        x[.., 2] = tensor(7f);
        x[x == 1] = tensor(2f);
        x.index_put_(tensor([1f, 1f]), [tensor([0L, 0L]), tensor([0L, 0L])], accumulate: true);

        Assert.Equal([2f, 5f, 7f, 2f, 2f, 7f], x.data<float>().ToArray());
    }

    [Fact]
    public void Equality_of_elements_and_of_tensors_are_two_things()
    {
        using var scope = NewDisposeScope();
        var a = tensor([1f, 2f]);
        var b = tensor([1f, 2f]);

        Assert.True(a.Equals(b));
        Assert.False(a.Equals(tensor([1f, 3f])));
        Assert.False(a.Equals(tensor([1f])));
        Assert.True(a.equal(b).item<bool>());
        Assert.Equal([true, true], (a == b).data<bool>().ToArray());
        Assert.True(a.allclose(b + 1e-9));
    }

    [Fact]
    public void Gradients_collect_in_leaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, 2f], requires_grad: true);
        Assert.Null(x.grad);

        (x * x).sum().backward();
        (x * 3).sum().backward();

        Assert.Equal([5f, 7f], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
    }

    [Fact]
    public void Gradients_of_gradients()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2f], requires_grad: true);
        var unused = tensor([1f], requires_grad: true);

        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];

        Assert.Equal(12f, first.item<float>());
        Assert.Equal(12f, second.item<float>());
        Assert.Null(autograd.grad([x * 2], [x, unused], allow_unused: true)[1]);
    }

    [Fact]
    public void Modes_are_left_as_they_were_entered()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
        Assert.True((x * 2).requires_grad);
        Assert.False(x.detach().requires_grad);
    }

    [Fact]
    public void Sizes_are_values()
    {
        Size size = (2L, 3L);

        Assert.Equal(6, size.numel());
        Assert.Equal(new Size([2, 3]), size);
        Assert.Equal([2, 3, 4], (size + new Size(4)).Shape);
        Assert.Equal(3, size[-1]);
        Assert.Equal([5, 3, 4], broadcast_shapes([3, 1], [5, 1, 4]).Shape);
        Assert.Throws<ArgumentException>(() => broadcast_shapes([3], [4]));
    }

    [Fact]
    public void NaN_and_infinities_are_found_and_replaced()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity]);

        Assert.Equal([false, true, false, false], x.isnan().data<bool>().ToArray());
        Assert.Equal([false, false, true, true], x.isinf().data<bool>().ToArray());
        Assert.Equal([true, false, false, false], x.isfinite().data<bool>().ToArray());
        Assert.Equal([1f, 2f, 3f, -3f], x.nan_to_num(2, 3, -3).data<float>().ToArray());
        Assert.Equal([1f, 0f, float.MaxValue, float.MinValue], x.nan_to_num().data<float>().ToArray());
    }

    [Fact]
    public void An_ordered_dictionary_keeps_its_order()
    {
        var dictionary = new TorchSharp.Utils.OrderedDict<string, int> { ("b", 1), ("a", 2) };
        dictionary["c"] = 3;
        dictionary["b"] = 4;
        dictionary.Insert(0, ("z", 0));

        Assert.Equal(["z", "b", "a", "c"], dictionary.keys());
        Assert.Equal([0, 4, 2, 3], dictionary.values());
        Assert.Equal(("a", 2), dictionary[2]);
        Assert.Equal(2, dictionary.IndexOf(("a", 2)));
        Assert.Throws<ArgumentException>(() => dictionary.Add("a", 5));
        Assert.True(dictionary.Remove("z"));
        Assert.Equal(3, dictionary.Count);
    }
}
