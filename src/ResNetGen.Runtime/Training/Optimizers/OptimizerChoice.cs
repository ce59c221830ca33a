using System.Linq;
using TorchSharp.Modules;

namespace ResNetGen.Training.Optimizers;

/// <summary>How steps are made of gradients.</summary>
public abstract record OptimizerChoice
{
    /// <summary>The name that the command line knows it by.</summary>
    public abstract string Name { get; }

    /// <summary>A full learning rate to begin with where nobody says one.</summary>
    public abstract double UsualLearningRate { get; }

    /// <summary>TorchSharp's optimizer.</summary>
    /// <param name="groups">The parameters, by how strongly they are pulled to zero.</param>
    /// <param name="learningRate">The full learning rate.</param>
    internal abstract OptimizerHelper Make(ILookup<double, Parameter> groups, double learningRate);

    /// <summary>Says what is wrong with its numbers, if anything is.</summary>
    internal abstract void Check();
}
