using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Inference;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.Inference;

public class InferenceSessionTests
{
    /// <summary>Each network with each set of instructions and each element type that this processor has.</summary>
    public static TheoryData<string, string, DType> All
    {
        get
        {
            var data = new TheoryData<string, string, DType>();
            foreach (var dtype in Enum.GetValues<DType>())
            {
                foreach (var instructions in InferenceSession.InstructionsFor(dtype))
                {
                    foreach (var name in GraphsUnderTest.Names)
                    {
                        data.Add(name, instructions, dtype);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_session_computes_what_the_operations_define(string name, string instructions, DType dtype)
    {
        var graph = GraphsUnderTest.Get(name);
        var weights = new RandomWeights(graph);
        foreach (var (count, threads, extra) in new[] { (1, 1, 0), (1, 2, 0), (2, 3, 0), (5, 2, 0), (7, 1, 0), (1, 4, 3) })
        {
            var (height, width) = (graph.Input.Height + extra, graph.Input.Width + extra);
            var images = ImagesOf(graph, count, height, width);
            using var session = new InferenceSession(graph, weights, new InferenceSessionOptions { Instructions = instructions, DType = dtype, Threads = threads });

            if (extra > 0 && graph.Operations.OfType<Flatten>().Any())
            {
                Assert.Contains("The layer 'fc' takes 1568 channels, and gets 3200 from images of 10 x 10", Assert.Throws<ArgumentException>(() => session.OutputFor(height, width)).Message, StringComparison.Ordinal);
                continue;
            }

            var output = Run(session, images, count, height, width);

            Assert.Equal(instructions, session.Instructions);
            var expected = images.Chunk(images.Length / count)
                .SelectMany(image => ReferenceNetwork.Run(graph, weights, new ReferenceMap(graph.Input.Channels, height, width, [.. image.Select(value => (double)value)])))
                .ToList();
            AssertClose(expected, output, dtype == DType.BFloat16 ? 0.04 : 1e-5);
        }
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("dilation, strides and kernels")]
    public void Batches_pass_through_a_network_in_phases(string name)
    {
        var graph = GraphsUnderTest.Get(name);
        var weights = new RandomWeights(graph);
        var (height, width) = (graph.Input.Height * 3, graph.Input.Width * 3);
        var images = ImagesOf(graph, 23, height, width);
        using var whole = new InferenceSession(graph, weights, new InferenceSessionOptions { Threads = 2 });
        var memory = whole.Plans.PlanFor(whole.Plans.Whole, 1, height, width, 1).Memory;
        using var session = new InferenceSession(graph, weights, new InferenceSessionOptions { Threads = 2, CachedBytes = memory });

        var output = Run(session, images, 23, height, width);

        Assert.True(session.Plans.PhasesFor(height, width, 23, 2).Phases.Length > 1);
        var expected = images.Chunk(images.Length / 23).SelectMany(image => Run(whole, image, 1, height, width)).Select(value => (double)value).ToList();
        AssertClose(expected, output, 1e-5);
    }

    [Fact]
    public void Sixty_four_threads_get_the_bits_of_one()
    {
        var graph = GraphsUnderTest.Get("pre-activation");
        using var session = new InferenceSession(graph, new RandomWeights(graph), new InferenceSessionOptions { Threads = 4 });
        var counts = new[] { 1, 3, 9, 20 };
        var images = counts.Select(count => ImagesOf(graph, count, 10, 10)).ToList();
        var expected = counts.Select((count, i) => Run(session, images[i], count, 10, 10)).ToList();
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("RESNETGEN_SOAK_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 2;
        var end = Environment.TickCount64 + (seconds * 1000);
        var different = new ConcurrentBag<string>();
        long calls = 0;

        var callers = Enumerable.Range(0, 64).Select(caller => new Thread(() =>
        {
            try
            {
                for (var turn = caller; Environment.TickCount64 < end; turn++)
                {
                    var i = turn % counts.Length;
                    Assert.Equal(expected[i], Run(session, images[i], counts[i], 10, 10));
                    Interlocked.Increment(ref calls);
                }
            }
#pragma warning disable CA1031 // An exception that left a thread would end the process.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                different.Add(exception.Message);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());

        Assert.Empty(different);
        Assert.True(calls >= callers.Count, $"{calls} calls");
    }

    [Fact]
    public async Task A_session_that_is_disposed_while_calls_run_ends_them_first()
    {
        var graph = GraphsUnderTest.Get("pre-activation");
        var images = ImagesOf(graph, 20, 10, 10);
        for (var turn = 0; turn < 20; turn++)
        {
            var session = new InferenceSession(graph, new RandomWeights(graph), new InferenceSessionOptions { Threads = 2 });
            var expected = Run(session, images, 20, 10, 10);
            using var started = new SemaphoreSlim(0);
            var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                started.Release();
                try
                {
                    while (true)
                    {
                        var output = new float[expected.Length];
                        session.Run(images, output);
                        Assert.Equal(expected, output);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            })).ToList();
            await started.WaitAsync();

            session.Dispose();

            await Task.WhenAll(callers);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 1)]
    [InlineData(1, 2)]
    [InlineData(9, 2)]
    public void Calls_allocate_nothing_once_they_are_warm(int count, int threads)
    {
        var graph = GraphsUnderTest.Get("post-activation");
        using var session = new InferenceSession(graph, new RandomWeights(graph), new InferenceSessionOptions { Threads = threads });
        var images = ImagesOf(graph, count, 9, 11);
        var output = new float[count * 10];
        session.Run(images, output);
        session.Run(images, output);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            session.Run(images, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Layers_are_released_as_soon_as_they_are_folded()
    {
        var graph = GraphsUnderTest.Get("post-activation");
        var weights = new RandomWeights(graph);

        using var session = new InferenceSession(graph, weights);

        var layers = graph.Operations.Where(operation => operation.Key is not null).Select(operation => operation.Key!).ToList();
        Assert.Equal(layers.Order(StringComparer.Ordinal), weights.Log.Where(line => line.StartsWith("release ", StringComparison.Ordinal)).Select(line => line[8..]).Order(StringComparer.Ordinal));
        Assert.True(weights.Log.IndexOf("release stem") < weights.Log.IndexOf("read a.weight"));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_before_anything_is_computed()
    {
        var graph = GraphsUnderTest.Get("post-activation");
        Assert.Contains("no tensor 'an.running_var'", Refused(weights => weights.Remove("an.running_var")), StringComparison.Ordinal);
        Assert.Contains("'a.weight' has the shape [16, 8, 3, 3], and the network needs [16, 16, 3, 3]", Refused(weights => weights.Reshape("a.weight", 16, 8, 3, 3)), StringComparison.Ordinal);
        Assert.Contains("'b.weight' has the value NaN at place 5", Refused(weights => weights.Of("b.weight")[5] = float.NaN), StringComparison.Ordinal);
        Assert.Contains("'fc.bias' has 9 values, and its shape is [10]", Refused(weights => weights.Shorten("fc.bias", 9)), StringComparison.Ordinal);
        Assert.Contains("'b.weight' has 7 elements, and there is room for", Refused(weights => weights.Shorten("b.weight", 7)), StringComparison.Ordinal);

        string Refused(Action<RandomWeights> spoil)
        {
            var weights = new RandomWeights(graph);
            spoil(weights);
            return Assert.Throws<ArgumentException>(() => new InferenceSession(graph, weights)).Message;
        }
    }

    [Fact]
    public void Spans_of_another_length_are_refused_with_the_right_one()
    {
        var graph = GraphsUnderTest.Get("post-activation");
        using var session = new InferenceSession(graph, new RandomWeights(graph));

        Assert.Contains("an image of 3 x 9 x 11 has 297", Assert.Throws<ArgumentException>(() => session.Run(new float[298], new float[10])).Message, StringComparison.Ordinal);
        Assert.Contains("10 for each of 2 images", Assert.Throws<ArgumentException>(() => session.Run(new float[594], new float[10])).Message, StringComparison.Ordinal);
        Assert.Contains("2 images of 3 x 8 x 8 have 384", Assert.Throws<ArgumentException>(() => session.Run(new float[383], 2, 8, 8, new float[20])).Message, StringComparison.Ordinal);
        session.Run([], []);
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run(new float[297], new float[10]));
    }

    [Fact]
    public void Options_that_cannot_be_are_refused()
    {
        var graph = GraphsUnderTest.Get("one convolution");
        var weights = new RandomWeights(graph);

        Assert.Contains("at least 1, and not 0", Assert.Throws<ArgumentException>(() => new InferenceSession(graph, weights, new InferenceSessionOptions { Threads = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("no element type 7", Assert.Throws<ArgumentException>(() => new InferenceSession(graph, weights, new InferenceSessionOptions { DType = (DType)7 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variance_that_cannot_be_divided_by_is_named()
    {
        var graph = GraphsUnderTest.Get("post-activation");
        var weights = new RandomWeights(graph);
        weights.Of("dn.running_var")[3] = -1;

        var exception = Assert.Throws<ArgumentException>(() => new InferenceSession(graph, weights));

        Assert.Contains("'dn' cannot be computed for channel 3", exception.Message, StringComparison.Ordinal);
        Assert.Contains("running_var -1", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(weights.Log, line => line.StartsWith("release", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_that_are_too_small_are_refused()
    {
        var graph = new GraphBuilder(3, 9, 9).Build(static g => g.Conv2d(g.Conv2d(0, "a", 16, 5), "b", 16, 5));
        using var session = new InferenceSession(graph, new RandomWeights(graph));

        var exception = Assert.Throws<ArgumentException>(() => session.Run(new float[3 * 64], 1, 8, 8, new float[16]));

        Assert.Contains("5 x 5 does not fit a feature map of 4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Instructions_that_are_not_there_are_named_with_those_that_are()
    {
        var graph = GraphsUnderTest.Get("one convolution");

        var exception = Assert.Throws<ArgumentException>(() => new InferenceSession(graph, new RandomWeights(graph), new InferenceSessionOptions { Instructions = "abacus" }));

        Assert.Contains("'abacus'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("128-bit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Instructions_without_bfloat16_are_refused_with_the_reason()
    {
        var graph = GraphsUnderTest.Get("one convolution");

        var exception = Assert.Throws<ArgumentException>(
            () => new InferenceSession(graph, new RandomWeights(graph), new InferenceSessionOptions { Instructions = "128-bit", DType = DType.BFloat16 }));

        Assert.Contains(BFloat16Tiles.ProcessorObstacle ?? "'128-bit'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_execution_plan_calls_a_copy_of_the_images_a_copy()
    {
        var graph = GraphsUnderTest.Get("nothing");
        using var session = new InferenceSession(graph, new RandomWeights(graph));

        Assert.EndsWith("  copy of images, to 3 x 4 x 5", Assert.Single(session.Explain().TrimEnd().Split('\n').Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_execution_plan_says_how_each_step_is_computed()
    {
        var graph = GraphsUnderTest.Get("pre-activation");
        using var session = new InferenceSession(graph, new RandomWeights(graph));

        var lines = session.Explain().TrimEnd().Split('\n');

        Assert.Contains("threads", lines[0], StringComparison.Ordinal);
        Assert.Contains("conv 3x3 of images, to 20 x 10 x 10", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("conv 1x1 of norm", StringComparison.Ordinal));
        Assert.EndsWith("linear, to 3  (0.0 M MACs)", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_execution_plan_of_many_images_is_that_of_the_phases_that_compute_them()
    {
        var graph = GraphsUnderTest.Get("dense");
        var (height, width) = (graph.Input.Height, graph.Input.Width);
        using var whole = new InferenceSession(graph, new RandomWeights(graph), new InferenceSessionOptions { Threads = 2 });
        using var session = new InferenceSession(
            graph, new RandomWeights(graph), new InferenceSessionOptions { Threads = 2, CachedBytes = 2 * whole.Plans.PlanFor(whole.Plans.Whole, 1, height, width, 1).Memory });

        var lines = session.Explain(23).TrimEnd().Split('\n');

        var phases = session.Plans.PhasesFor(height, width, 23, 2).Phases;
        Assert.Equal(phases.Length, lines.Count(line => line.Contains("images at once on each thread", StringComparison.Ordinal)));
        Assert.Contains($"from here {phases[0].Images} images at once", lines[1], StringComparison.Ordinal);
        Assert.Equal(whole.Explain(1).TrimEnd().Split('\n').Length, lines.Length);
        Assert.Equal(session.Profile(Source(ImagesOf(graph, 23, height, width)), 1).Count, lines.Length - 1);

        unsafe ResNetGen.Engine.Planning.ImageSource Source(float[] images)
        {
            var pinned = GC.AllocateUninitializedArray<float>(images.Length, pinned: true);
            images.CopyTo(pinned, 0);
            fixed (float* data = pinned)
            {
                return new() { Data = data, ImageStride = graph.Input.Length, ChannelStride = height * width, RowStride = width, ColumnStride = 1, Count = 23, Channels = graph.Input.Channels, Height = height, Width = width };
            }
        }
    }

    private static float[] ImagesOf(NetworkGraph graph, int count, int height, int width)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count * graph.Input.Channels * height * width).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static float[] Run(InferenceSession session, float[] images, int count, int height, int width)
    {
        var shape = session.OutputFor(height, width);
        var output = new float[count * shape.Length];
        session.Run(images, count, height, width, output);
        return output;
    }

    private static void AssertClose(List<double> expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Length);
        var largest = expected.Max(Math.Abs);
        var worst = expected.Select((value, i) => Math.Abs(value - actual[i])).Max();
        Assert.True(worst <= tolerance * largest, $"off by {worst / largest} of the largest value");
    }
}
