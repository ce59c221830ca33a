using System;
using System.IO;

namespace ResNetGen.Logs;

/// <summary>
/// A file that keeps how a run went. A log is opened with the number of epochs that count, 0 for a new run: what it holds of later ones, after a
/// run that was killed, is cut off, half a line or half a record too.
/// </summary>
public interface IRunLog : IDisposable
{
    /// <summary>The file.</summary>
    string Path { get; }

    /// <summary>How many epochs the file holds, from the first on without a gap.</summary>
    int Epochs { get; }

    /// <summary>Keeps a step, if the log keeps steps. It is asked now and then, not for each.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Add(StepRecord step);

    /// <summary>Keeps an epoch. When this returns, the operating system has it: a killed process loses nothing of it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Add(EpochRecord epoch);
}
