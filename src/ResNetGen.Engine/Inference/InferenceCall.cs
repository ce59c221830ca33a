using System.Collections.Generic;
using System.Threading;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Inference;

/// <summary>
/// One call of a session. Few images: all threads compute each step of the whole batch together. Many: each thread takes images of its own through the network, a
/// few at a time, so that what is between two steps stays in its cache. Which of the two depends on the numbers of images and threads of the session alone.
/// </summary>
internal sealed unsafe class InferenceCall(InferenceSession session) : ITeamWork
{
    // A call of fewer multiply-accumulates is over before a sleeping thread would have woken up.
    private const double ShortCall = 30e6;

    private readonly SpinBarrier barrier = new();
    private readonly List<Lane> lanes = [];
    private ImageSource images;
    private float* output;
    private ExecutionPlan? plan;
    private byte* shared;
    private ImagePhase[]? phases;
    private long tasks, next;
    private long[][]? ticks;

    /// <summary>Computes the output of images.</summary>
    /// <param name="source">The images, at least one.</param>
    /// <param name="to">Receives the output.</param>
    /// <param name="measured">Receives the ticks of each step for each thread; null for no measurement.</param>
    public void Run(in ImageSource source, float* to, long[][]? measured)
    {
        (images, ticks) = (source, measured);
        output = to;
        if (images.Count >= 2L * session.Threads)
        {
            RunApart();
        }
        else
        {
            RunTogether();
        }
    }

    void ITeamWork.Run(int index, int count)
    {
        if (phases is not null)
        {
            RunTasks(lanes[index], ticks?[index]);
            return;
        }

        var worker = new Worker(index, count, shared + plan!.Memory + (index * plan.Scratch));
        plan.Run(images, shared, worker, count > 1 ? barrier : null, ticks?[index]);
    }

    private void RunTogether()
    {
        phases = null;
        plan = session.Plans.PlanFor(session.Plans.Whole, images.Count, images.Height, images.Width, session.Threads);
        var memory = session.Memory.Rent(plan.Memory + (session.Threads * plan.Scratch));
        shared = memory.Data;
        ThreadTeam.Run(this, session.Threads, plan.Macs < ShortCall);
        for (var image = 0; image < images.Count; image++)
        {
            plan.Export(shared, image, output + (image * plan.OutputLength));
        }

        session.Memory.Return(memory);
    }

    private void RunApart()
    {
        var threads = session.Threads;
        phases = session.Plans.PhasesFor(images.Height, images.Width, images.Count, threads);
        tasks = ImagePhase.Tasks(phases[^1].Images, images.Count, threads);
        next = 0;
        while (lanes.Count < threads)
        {
            lanes.Add(new Lane());
        }

        for (var thread = 0; thread < threads; thread++)
        {
            foreach (var phase in phases)
            {
                lanes[thread].Memories.Add(session.Memory.Rent(phase.Memory));
            }
        }

        ThreadTeam.Run(this, threads, isShort: false);
        for (var thread = 0; thread < threads; thread++)
        {
            foreach (var memory in lanes[thread].Memories)
            {
                session.Memory.Return(memory);
            }

            lanes[thread].Memories.Clear();
        }
    }

    private void RunTasks(Lane lane, long[]? measured)
    {
        for (var task = Interlocked.Increment(ref next) - 1; task < tasks; task = Interlocked.Increment(ref next) - 1)
        {
            var first = images.Count * task / tasks;
            var count = (int)((images.Count * (task + 1) / tasks) - first);
            if (count > 0)
            {
                RunPhase(lane, phases!.Length - 1, first, count, measured);
                var part = session.Plans.PlanFor(phases[^1].Span, count, images.Height, images.Width, 1);
                for (var image = 0; image < count; image++)
                {
                    part.Export(lane.Memories[^1].Data, image, output + ((first + image) * part.OutputLength));
                }
            }
        }
    }

    // Takes some images through the steps of a phase, a few at a time through those before it.
    private void RunPhase(Lane lane, int phase, long first, int count, long[]? measured)
    {
        var part = session.Plans.PlanFor(phases![phase].Span, count, images.Height, images.Width, 1);
        var memory = lane.Memories[phase].Data;
        for (var done = 0; phase > 0 && done < count;)
        {
            var some = int.Min(phases[phase - 1].Images, count - done);
            RunPhase(lane, phase - 1, first + done, some, measured);
            var before = session.Plans.PlanFor(phases[phase - 1].Span, some, images.Height, images.Width, 1);
            foreach (var value in part.Carried)
            {
                before.CarryTo(part, value, lane.Memories[phase - 1].Data, memory, done);
            }

            done += some;
        }

        part.Run(images.From(first), memory, new Worker(0, 1, memory + part.Memory), null, measured);
    }

    /// <summary>What a thread has for itself: memory for each phase.</summary>
    private sealed class Lane
    {
        public List<AlignedMemory> Memories { get; } = [];
    }
}
