using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Networks.Tests.WrittenOut;
using ResNetGen.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Groups;

/// <summary>
/// Xie et al. (2017, arXiv:1611.05431), figure 3: branches that are added (a), concatenated before the last 1 x 1 (b), and a convolution in groups (c)
/// are one network.
/// </summary>
public sealed class GroupFormTests
{
    // The paper's network for CIFAR whole: 34 million weights. Smaller images than its own, so that it takes seconds.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_forms_of_ResNeXt_29_give_the_same_scores_and_gradients(bool training)
    {
        using var scope = NewDisposeScope();
        using var grouped = Agreement.Drawn(new ResNeXt29Grouped());
        using var concatenated = new ResNeXt29Concatenated();
        using var branches = new ResNeXt29Branches();
        var images = Agreement.Maps(3, 16, 16);
        grouped.train(training);
        var (scores, gradient) = Agreement.Pass(grouped.call, images);

        foreach (var form in new nn.Module<Tensor, Tensor>[] { concatenated, branches })
        {
            form.to(ScalarType.Float64);
            form.load_state_dict(grouped.state_dict());
            form.train(training);
            var (ofForm, gradientOfForm) = Agreement.Pass(form.call, images);

            Agreement.Equal(scores, ofForm, tolerance: 1e-9);
            Agreement.Equal(gradient, gradientOfForm, tolerance: 1e-9);
        }
    }

    // As the paper's network is used. In single precision a number next to 0 may round to the other side of it, where ReLU lets a gradient through or not:
    // gradients are compared above.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_forms_of_ResNeXt_29_give_the_same_scores_in_single_precision(bool training)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        manual_seed(1);
        using var grouped = new ResNeXt29Grouped();
        var images = randn(2, 3, 16, 16);
        grouped.train(training);
        var expected = grouped.call(images);

        foreach (var create in new Func<nn.Module<Tensor, Tensor>>[] { () => new ResNeXt29Concatenated(), () => new ResNeXt29Branches() })
        {
            using var form = create();
            form.load_state_dict(grouped.state_dict());
            form.train(training);

            Agreement.Equal(expected, form.call(images), tolerance: 1e-5);
        }
    }

    [Fact]
    public void Their_weights_have_the_same_gradients()
    {
        using var scope = NewDisposeScope();
        using var grouped = Agreement.Drawn(new Grouped());
        var images = Agreement.Maps(3, 16, 16);
        var expected = Gradients(grouped, images);

        foreach (var form in new nn.Module<Tensor, Tensor>[] { new Concatenated(), new Branches() })
        {
            using var network = form;
            network.to(ScalarType.Float64);
            network.load_state_dict(grouped.state_dict());
            var gradients = Gradients(network, images);

            Assert.Equal(expected.Keys, gradients.Keys);
            Assert.All(expected, entry => Agreement.Equal(entry.Value, gradients[entry.Key], tolerance: 1e-9));
        }
    }

    // One published file is for all forms: which of them is computed is no question of the weights.
    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("weights.pth")]
    public void One_file_of_weights_is_for_all_forms(string name)
    {
        using var scope = NewDisposeScope();
        using var grouped = new Grouped();
        using var concatenated = new Concatenated();
        using var branches = new Branches();
        var folder = Directory.CreateTempSubdirectory("resnetgen-");
        var path = Path.Combine(folder.FullName, name);
        WeightsFile.Save(path, grouped.state_dict());

        foreach (var form in new nn.Module[] { concatenated, branches })
        {
            WeightsFile.Load(form, path, strict: true);
            AssertSameWeights(grouped, form);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void One_seed_starts_all_forms_alike()
    {
        using var grouped = Seeded(() => new Grouped());
        using var concatenated = Seeded(() => new Concatenated());
        using var branches = Seeded(() => new Branches());

        AssertSameWeights(grouped, concatenated);
        AssertSameWeights(grouped, branches);
    }

    private static T Seeded<T>(Func<T> create)
    {
        manual_seed(3);
        return create();
    }

    private static void AssertSameWeights(nn.Module expected, nn.Module actual)
    {
        using var scope = NewDisposeScope();
        var (from, to) = (expected.state_dict(), actual.state_dict());
        Assert.Equal(from.Keys, to.Keys);
        Assert.All(from, entry => Assert.True(entry.Value.equal(to[entry.Key]).all().item<bool>(), entry.Key));
    }

    private static Dictionary<string, Tensor> Gradients(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        network.train();
        network.call(images).square().sum().backward();
        return network.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!);
    }
}
