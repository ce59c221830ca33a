using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ResNetGen.Cli.Training;

/// <summary>Words behind progress bars.</summary>
internal sealed class RemarkColumn : ProgressColumn
{
    // Bars are drawn on a thread of their own.
    private readonly ConcurrentDictionary<int, string> remarks = new();

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <summary>Sets the words behind a task's bar.</summary>
    public void Set(ProgressTask task, string remark) => remarks[task.Id] = remark;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(remarks.GetValueOrDefault(task.Id, "")).Overflow(Overflow.Ellipsis);
}
