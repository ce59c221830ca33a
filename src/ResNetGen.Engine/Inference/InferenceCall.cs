using System;
using System.Threading;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Inference;

/// <summary>
/// One call of a session. Few images: all threads compute each step of the whole batch together. Many: each thread takes images of its own through the network, a
/// few at a time, so that what is between two steps stays in its cache. Which of the two depends on the numbers of images and threads of the session alone.
/// </summary>
internal sealed unsafe class InferenceCall(InferenceSession session) : ITeamWork, IDisposable
{
    // A call of fewer multiply-accumulates is over before a sleeping thread would have woken up.
    private const double ShortCall = 30e6;

    // Memory that is larger than a call needs by more than this is released.
    private const long MaxUnusedBytes = 256L * 1024 * 1024;

    private readonly StepSharing sharing = new();
    private AlignedMemory? memory;
    private ImageSource images;
    private float* output;
    private ExecutionPlan? plan;
    private ImagePhases? phases;
    private long next;
    private long[][]? ticks;

    /// <summary>Computes the output of images.</summary>
    /// <param name="source">The images, at least one.</param>
    /// <param name="to">Receives the output.</param>
    /// <param name="measured">Receives the ticks of each step for each thread; null for no measurement.</param>
    public void Run(in ImageSource source, float* to, long[][]? measured)
    {
        (images, ticks) = (source, measured);
        output = to;
        if (session.ComputesApart(images.Count))
        {
            RunApart();
        }
        else
        {
            RunTogether();
        }
    }

    public void Dispose() => memory?.Dispose();

    void ITeamWork.Run(int index, int count)
    {
        if (phases is not null)
        {
            RunTasks(memory!.Data + (index * phases.Memory), ticks?[index]);
            return;
        }

        if (count == 1)
        {
            plan!.Run(images, memory!.Data, ticks?[index]);
        }
        else
        {
            plan!.RunShared(images, memory!.Data, index, count, sharing, plan.Span, ticks?[index]);
        }
    }

    void ITeamWork.Begin(int count) => sharing.Begin(count);

    void ITeamWork.Abort() => sharing.Abort();

    private void RunTogether()
    {
        phases = null;
        plan = session.Plans.PlanFor(session.Plans.Whole, images.Count, images.Height, images.Width, session.Threads);
        plan.Prepare(session.Threads);
        Reserve(plan.Memory + (session.Threads * plan.Scratch));
        ThreadTeam.Run(this, session.Threads, plan.Macs < ShortCall);
        for (var image = 0; image < images.Count; image++)
        {
            plan.Export(memory!.Data, image, output + ((long)image * plan.OutputLength));
        }
    }

    private void RunApart()
    {
        phases = session.Plans.PhasesFor(images.Height, images.Width, images.Count, session.Threads);
        phases.Prepare(session.Threads);
        next = 0;
        Reserve(session.Threads * phases.Memory);
        ThreadTeam.Run(this, session.Threads, isShort: false);
    }

    private void Reserve(long bytes)
    {
        if (memory is null || memory.Bytes < bytes || memory.Bytes - bytes > MaxUnusedBytes)
        {
            memory?.Dispose();
            memory = null;
            memory = new AlignedMemory(bytes);
        }
    }

    private void RunTasks(byte* of, long[]? measured)
    {
        var tasks = phases!.Tasks;
        for (var task = Interlocked.Increment(ref next) - 1; task < tasks; task = Interlocked.Increment(ref next) - 1)
        {
            var first = images.Count * task / tasks;
            var count = (int)((images.Count * (task + 1) / tasks) - first);
            if (count > 0)
            {
                var last = phases.Phases.Length - 1;
                RunPhase(last, first, count, of, measured);
                var part = phases.Phases[last].PlanFor(count);
                for (var image = 0; image < count; image++)
                {
                    part.Export(of, image, output + ((first + image) * part.OutputLength));
                }
            }
        }
    }

    // Takes some images through the steps of a phase, a few at a time through those before it. The memory of the phases before lies behind that of the phase.
    private void RunPhase(int phase, long first, int count, byte* of, long[]? measured)
    {
        var current = phases!.Phases[phase];
        var part = current.PlanFor(count);
        for (var done = 0; phase > 0 && done < count;)
        {
            var before = phases.Phases[phase - 1];
            var ofBefore = of + current.Memory;
            var some = int.Min(before.Images, count - done);
            RunPhase(phase - 1, first + done, some, ofBefore, measured);
            foreach (var value in part.Carried)
            {
                before.PlanFor(some).CarryTo(part, value, ofBefore, of, done);
            }

            done += some;
        }

        part.Run(images.From(first), of, measured);
    }
}
