using System;
using System.IO;

namespace TorchSharp.Modules;

/// <summary>What a group of parameters is stepped with. An option that is null is the optimizer's own.</summary>
public class OptimizerOptions
{
    public OptimizerOptions()
    {
    }

    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        ArgumentNullException.ThrowIfNull(source);
        LearningRate = source.LearningRate;
        InitialLearningRate = source.InitialLearningRate;
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate ?? 0);
    }

    private protected static TOptions Same<TOptions>(TOptions self, OptimizerOptions source) where TOptions : OptimizerOptions =>
        source as TOptions ?? throw new ArgumentException($"Options of {source?.GetType()} cannot be loaded into {self.GetType()}.", nameof(source));
}
