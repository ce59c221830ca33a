using System;

namespace ResNetGen.Weights;

/// <summary>Weights cannot be read, or do not belong to the network. The message says which file and tensor, what is wrong, and what would do.</summary>
public sealed class WeightsException : Exception
{
    /// <summary>Something is wrong with a file of weights.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="innerException">What the system said, where it said something.</param>
    public WeightsException(string file, string problem, Exception? innerException = null)
        : base($"{file}: {VisibleText.Of(problem)}", innerException)
    {
        File = file;
        Problem = VisibleText.Of(problem);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }
}
