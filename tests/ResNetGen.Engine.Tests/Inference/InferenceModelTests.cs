using System;
using System.IO;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Inference;
using ResNetGen.Engine.Weights;
using ResNetGen.Weights;

namespace ResNetGen.Engine.Tests.Inference;

public sealed class InferenceModelTests
{
    // Two classes of images of 3 x 2 x 2: the means of red, green and blue, weighted, and a bias.
    private static readonly NetworkGraph Graph = new GraphBuilder(3, 2, 2).Build(static g => g.Linear(g.GlobalAveragePool(0), "fc", 2));

    private static readonly float[] Weights = [1, 10, 100, -1, 0, 2];

    private static readonly float[] Images = [1, 2, 3, 4, 0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 1, 1, 1, 1, -2, -2, 2, 2];

    private static readonly float[] Logits = [402.5f + 0.5f, -2.5f + 8 - 1, 18 + 0.5f, -8 - 1];

    [Fact]
    public void Logits_are_those_computed_by_hand()
    {
        using var model = Model.Of(("fc.weight", [2, 3], Weights), ("fc.bias", [2], [0.5f, -1]));
        var logits = new float[4];
        model.Predict(Images, logits);

        Assert.Equal(Logits, logits, (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(logits, model.Predict(Images));
        Assert.Equal(Logits[2..], model.Predict(Images.AsSpan(12)), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Empty(model.Predict([]));
        Assert.Equal(2, model.Session.OutputLength);
    }

    [Fact]
    public void Feature_maps_are_predicted_too()
    {
        var graph = new GraphBuilder(3, 2, 2).Build(static g => g.Conv2d(0, "conv", 1, 1));
        using var weights = SafeTensorsWeights.Open(new MemoryStream(SafeTensorsBytes.Of([("conv.weight", [1, 3, 1, 1], [1, 10, 100])])));
        using var model = new Model(graph, weights);

        Assert.Equal([401, 402, 403, 404], model.Predict(Images.AsSpan(0, 12)), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Wrong_sizes_are_named_in_words()
    {
        using var model = Model.Of(("fc.weight", [2, 3], Weights), ("fc.bias", [2], [0.5f, -1]));

        Assert.Equal(
            "There are 13 values, and an image of 3 x 2 x 2 has 12. (Parameter 'images')",
            Assert.Throws<ArgumentException>(() => model.Predict(new float[13])).Message);
        Assert.Equal(
            "There is room for 3 logits, and 2 images need 4: 2 each. (Parameter 'logits')",
            Assert.Throws<ArgumentException>(() => model.Predict(Images, new float[3])).Message);
    }

    [Fact]
    public void Weights_of_another_network_are_refused_with_the_file_and_the_tensor()
    {
        Assert.Equal(
            "net.safetensors: The weights have no tensor 'fc.bias' ([2]): they are the weights of another network.",
            Assert.Throws<WeightsException>(() => Model.Of(("fc.weight", [2, 3], Weights))).Message);
        Assert.Equal(
            "net.safetensors: The tensor 'fc.weight' has the shape [3, 2], and the network needs [2, 3]: the weights are those of another network.",
            Assert.Throws<WeightsException>(() => Model.Of(("fc.weight", [3, 2], Weights), ("fc.bias", [2], [0, 0]))).Message);
        Assert.Equal(
            "net.safetensors: The tensor 'fc.bias' has the value NaN at place 1: weights have to be finite numbers.",
            Assert.Throws<WeightsException>(() => Model.Of(("fc.weight", [2, 3], Weights), ("fc.bias", [2], [0, float.NaN]))).Message);
    }

    [Fact]
    public void A_disposed_model_says_so()
    {
        var model = Model.Of(("fc.weight", [2, 3], Weights), ("fc.bias", [2], [0.5f, -1]));
        model.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Predict(Images));
    }

    private sealed class Model(NetworkGraph graph, INetworkWeights weights) : InferenceModel(graph, weights, new InferenceSessionOptions { Threads = 1 })
    {
        // Tensors that the network does not use are no fault: a file of training has counters.
        public static Model Of(params (string Key, long[] Shape, float[] Values)[] tensors)
        {
            using var weights = SafeTensorsWeights.Open(
                new MemoryStream(SafeTensorsBytes.Of(tensors.Append(("bn1.num_batches_tracked", [], [7])))), "net.safetensors");
            return new Model(Graph, weights);
        }
    }
}
