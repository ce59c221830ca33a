using System;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary>Shows how much of a study is done, where someone watches.</summary>
internal static class ShareProgress
{
    /// <summary>Runs a study under a bar.</summary>
    public static T Show<T>(Terminal terminal, string name, Func<IProgress<double>?, T> study) => !terminal.ErrorIsTerminal
        ? study(null)
        : terminal.Progress().Progress().AutoClear(true).Start(context =>
        {
            var bar = context.AddTask(name, maxValue: 1);
            return study(new BarProgress(bar));
        });
}
