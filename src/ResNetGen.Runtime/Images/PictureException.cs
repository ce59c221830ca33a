using System;

namespace ResNetGen.Images;

/// <summary>A picture file cannot be read or written. The message says which, what is wrong with it, and what would do.</summary>
public sealed class PictureException : Exception
{
    /// <summary>Something is wrong with a picture file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="innerException">What the system said, where it said something.</param>
    public PictureException(string file, string problem, Exception? innerException = null)
        : base(VisibleText.Of($"{file}: {problem}"), innerException)
    {
        File = file;
        Problem = VisibleText.Of(problem);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }
}
