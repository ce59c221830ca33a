using System;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary>Moves a progress bar, on the thread that reports.</summary>
internal sealed class BarProgress(ProgressTask bar) : IProgress<int>, IProgress<double>
{
    /// <inheritdoc/>
    public void Report(int value) => bar.Value = value;

    /// <inheritdoc/>
    public void Report(double value) => bar.Value = value;
}
