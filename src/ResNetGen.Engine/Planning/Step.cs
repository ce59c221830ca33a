using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning;

/// <summary>What a step does with each value before it is written.</summary>
internal sealed class StepEpilogue
{
    /// <summary>The number that stands for no value.</summary>
    public const int NoValue = -1;

    public ActivationStep Before { get; set; }

    /// <summary>The value that is added.</summary>
    public int Addend { get; set; } = NoValue;

    public ActivationStep After { get; set; }

    /// <summary>The value that receives the result through the norm of the next unit.</summary>
    public int Second { get; set; } = NoValue;

    public AlignedMemory? SecondScale { get; set; }

    public AlignedMemory? SecondShift { get; set; }

    public ActivationStep SecondActivation { get; set; }
}

/// <summary>An operation with its weights, before the number and the size of images are known.</summary>
/// <param name="inputs">The values that the step reads; 0 is the images.</param>
/// <param name="output">The value that the step makes; <see cref="StepEpilogue.NoValue"/> for none.</param>
internal abstract unsafe class Step(IReadOnlyList<int> inputs, int output)
{
    public int[] Inputs { get; } = [.. inputs];

    public int Output { get; } = output;

    public StepEpilogue Epilogue { get; set; } = new();

    /// <summary>The values that the step reads, what it adds among them.</summary>
    public IEnumerable<int> Reads => Epilogue.Addend == StepEpilogue.NoValue ? Inputs : Inputs.Append(Epilogue.Addend);

    /// <summary>The values that the step makes.</summary>
    public virtual IEnumerable<int> Writes => new[] { Output, Epilogue.Second }.Where(value => value != StepEpilogue.NoValue);

    /// <summary>Whether each result depends on the values at its own place alone, so that the step may write over its first input.</summary>
    public virtual bool IsPointwise => false;

    /// <summary>How many rows and columns around its input the step reads.</summary>
    public virtual int HaloOfInput => 0;

    /// <summary>Whether the step reads the halo of an input.</summary>
    /// <param name="position">The input's position among <see cref="Inputs"/>.</param>
    public virtual bool ReadsHaloOf(int position) => position == 0 && HaloOfInput > 0;

    /// <summary>How many times all threads go through the step, waiting for each other in between.</summary>
    public virtual int Passes => 1;

    /// <summary>How threads may share a pass.</summary>
    public virtual PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => PassKind.Together;

    /// <summary>The kind of a pass that computes each image of feature maps for itself.</summary>
    public static PassKind ByImage(Layout maps) => maps.IsVectors ? PassKind.Together : PassKind.ByImage;

    /// <summary>The layout of the output.</summary>
    public abstract Layout LayoutOf(StepLayouts layouts);

    /// <summary>The layout of a value that the step makes.</summary>
    /// <param name="position">The value's position among <see cref="Writes"/>.</param>
    /// <param name="layouts">The layouts that the step sees.</param>
    public virtual Layout LayoutOfWritten(int position, StepLayouts layouts) => LayoutOf(layouts);

    /// <summary>Chooses how the step is computed for layouts.</summary>
    public virtual StepMethod MethodFor(StepLayouts layouts, int threads, KernelSet kernels) => StepMethod.Only;

    /// <summary>Packs the weights for a method, if they are not yet. Several threads may prepare steps, and several plans the same step.</summary>
    public virtual void Prepare(StepMethod method)
    {
    }

    /// <summary>The scratch memory that each thread needs, in bytes.</summary>
    public virtual long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => 0;

    /// <summary>Computes a worker's share.</summary>
    public abstract void Run(in StepRun run, int pass, in Worker worker);

    /// <summary>The step in words, for execution plans.</summary>
    public abstract string Describe(StepMethod method);

    /// <summary>Multiply-accumulates for the whole batch; 0 for other steps than layers.</summary>
    /// <param name="input">The layout of the first input.</param>
    /// <param name="output">The layout of the output; that of the first input where there is none.</param>
    public virtual double MacsFor(Layout input, Layout output) => 0;

    /// <summary>Releases the weights.</summary>
    public virtual void Release()
    {
        Epilogue.SecondScale?.Dispose();
        Epilogue.SecondShift?.Dispose();
    }
}

/// <summary>How a step is computed for some layouts.</summary>
internal class StepMethod
{
    public static readonly StepMethod Only = new();
}

/// <summary>The layouts that a step sees.</summary>
/// <param name="Images">The images: their number, channels, rows and columns.</param>
/// <param name="Inputs">The layouts of the step's inputs.</param>
/// <param name="Halo">The halo of feature maps in this network.</param>
/// <param name="Values">The layouts of all values that earlier steps make.</param>
internal sealed record StepLayouts(Layout Images, IReadOnlyList<Layout> Inputs, int Halo, IReadOnlyList<Layout> Values)
{
    public Layout First => Inputs[0];

    /// <summary>The layout of vectors of so many values for each image.</summary>
    public Layout Vectors(int channels) => new(1, channels, 1, Images.Images, 0, IsVectors: true);

    /// <summary>The layout of feature maps.</summary>
    public Layout Maps(int channels, int height, int width) => new(Images.Images, channels, height, width, Halo);
}

/// <summary>Images as the caller has them.</summary>
internal unsafe struct ImageSource
{
    public float* Data;

    /// <summary>Distances in elements between images, channels, rows and columns.</summary>
    public long ImageStride, ChannelStride, RowStride, ColumnStride;

    public int Count, Channels, Height, Width;

    public readonly ImageSource From(long image)
    {
        var source = this;
        source.Data += image * ImageStride;
        return source;
    }
}

/// <summary>A step of a plan, with the memory that its values are in, for all images or some of them.</summary>
internal readonly unsafe struct StepRun(ExecutionPlan plan, int index, byte* memory, ImageSource images, ImageChunk chunk = default)
{
    private readonly ImageChunk chunk = chunk;

    public Step Step => plan.Steps[index];

    public StepMethod Method => plan.MethodOf(index);

    public ImageSource Images { get; } = images;

    public KernelSet Kernels => plan.Kernels;

    public MapView Input(int position = 0) => View(Step.Inputs[position]);

    public MapView Output => View(Step.Output);

    public KernelSet KernelsOf(Layout layout) => layout.IsVectors ? plan.Kernels.ForVectors : plan.Kernels;

    public bool ClearsHaloOf(int value) => plan.ReadsHalo(value);

    /// <summary>Whether the share has had other images before, so that its sums go on.</summary>
    public bool ContinuesSums => chunk.Count > 0 && !chunk.IsFirst;

    public MapView View(int value) => plan.View(value, memory, chunk);

    /// <summary>Sets a worker's share of a value to zero, what lies around feature maps included.</summary>
    public void Clear(int value, in Worker worker)
    {
        var view = View(value);
        var size = KernelsOf(view.Layout).ElementSize;
        var (begin, end) = worker.ShareOf(view.Layout.Length / Layout.Lanes);
        NativeMemory.Clear(view.Data + (((begin * Layout.Lanes) - view.Layout.Origin) * size), (nuint)((end - begin) * Layout.Lanes * size));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Epilogue Epilogue()
    {
        var step = Step;
        var spec = step.Epilogue;
        var epilogue = new Epilogue
        {
            Before = spec.Before, After = spec.After, Output = View(step.Output), ClearsHalo = plan.ReadsHalo(step.Output),
        };
        if (spec.Addend != StepEpilogue.NoValue)
        {
            epilogue.Addend = View(spec.Addend).Data;
        }

        if (spec.Second != StepEpilogue.NoValue)
        {
            epilogue.Second = View(spec.Second).Data;
            epilogue.ClearsSecondHalo = plan.ReadsHalo(spec.Second);
            epilogue.Scale = spec.SecondScale!.Floats;
            epilogue.Shift = spec.SecondShift!.Floats;
            epilogue.SecondActivation = spec.SecondActivation;
        }

        return epilogue;
    }
}
