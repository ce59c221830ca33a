using System;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Weights;

/// <summary>Weights cannot be read, or do not belong to the network. The message says which file and tensor, what is wrong, and what would do.</summary>
public sealed class WeightsException : Exception
{
    /// <summary>Something is wrong with a file of weights.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="innerException">What the system said, where it said something.</param>
    public WeightsException(string file, string problem, Exception? innerException = null)
        : base($"{file}: {Shown(problem)}", innerException)
    {
        File = file;
        Problem = Shown(problem);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }

    // Names come from files, and could write on the user's terminal what they like.
    private static string Shown(string problem) => problem.Any(IsHidden)
        ? string.Concat(problem.Select(character => IsHidden(character) ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}") : character.ToString()))
        : problem;

    private static bool IsHidden(char character) => char.IsControl(character) && character != '\n';
}
