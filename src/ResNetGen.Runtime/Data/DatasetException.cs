using System;

namespace ResNetGen.Data;

/// <summary>A data set cannot be read. The message says which file, what is wrong with it, and what would do.</summary>
public class DatasetException : Exception
{
    /// <summary>Something is wrong with a data set.</summary>
    /// <param name="source">The file, folder or data set that is wrong.</param>
    /// <param name="problem">What is wrong with it, with the numbers, and what would do.</param>
    /// <param name="innerException">What the system said, where it said something.</param>
    public DatasetException(string source, string problem, Exception? innerException = null)
        : base(VisibleText.Of($"{source}: {problem}"), innerException)
    {
        Origin = source;
        Problem = problem;
    }

    /// <summary>The file, folder or data set that is wrong.</summary>
    public string Origin { get; }

    /// <summary>What is wrong with it, and what would do.</summary>
    public string Problem { get; }
}
