using System;

namespace ResNetGen.Training.Checkpoints;

/// <summary>A run cannot go on from a checkpoint. Nothing has been changed.</summary>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(string path, string problem, Exception? inner = null)
        : base($"{path}: {problem}", inner)
    {
        Path = path;
        Problem = problem;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }
}
