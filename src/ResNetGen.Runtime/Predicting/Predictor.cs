using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Images;
using ResNetGen.Inference;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Predicting;

/// <summary>Says what a network sees in pictures.</summary>
public sealed class Predictor
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly IReadOnlyList<string>? classNames;
    private readonly int classes;
    private readonly Device device;

    /// <summary>A predictor. It puts the network into evaluation mode.</summary>
    /// <param name="network">A generated classifier, or the same for inference.</param>
    /// <param name="normalization">How pixels become numbers: the one that the network was trained with.</param>
    /// <param name="classNames">The classes' names in the order of the scores; null where only their numbers are known.</param>
    /// <exception cref="ArgumentException">The network is no generated classifier of pictures, or it scores another count of classes.</exception>
    public Predictor(nn.Module<Tensor, Tensor> network, Normalization normalization, IReadOnlyList<string>? classNames = null)
    {
        var info = network is InferenceNetwork fast ? fast.Info : (network as IGeneratedNetwork)?.Info;
        if (info is not { Classes: > 0 })
        {
            throw new ArgumentException("Classes are predicted by networks that ResNetGen wrote, with a classifier for a head; this is none.");
        }

        if (classNames is not null && classNames.Count != info.Classes)
        {
            throw new ArgumentException(FormattableString.Invariant($"There are {classNames.Count} names of classes, and {info.Name} scores {info.Classes} classes."));
        }

        this.network = network;
        this.classNames = classNames;
        classes = info.Classes;
        device = network is InferenceNetwork { Device: var own } ? own : network.parameters().First().device;
        Input = new ImageInput(info.Input, normalization);
        network.eval();
    }

    /// <summary>How pictures become what the network takes.</summary>
    public ImageInput Input { get; }

    /// <summary>A class's name, or its number.</summary>
    public string NameOf(int number) => classNames?[number] ?? number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The likeliest classes of a picture, the likeliest first.</summary>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="top">How many classes.</param>
    public IReadOnlyList<ClassProbability> Predict(Picture picture, int top = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var scores = network.call(Tensor(picture));
        var probabilities = Scores.Numbers(scores.softmax(1)).ToArray();
        return
        [
            .. probabilities.Select((probability, number) => new ClassProbability(number, NameOf(number), probability))
                .OrderByDescending(p => p.Probability).ThenBy(p => p.Class).Take(Math.Min(top, classes)),
        ];
    }

    /// <summary>A picture as the network takes it: 1 x C x H x W, on its device.</summary>
    public Tensor Tensor(Picture picture) => Input.Numbers(Input.Fit(picture), device);
}
