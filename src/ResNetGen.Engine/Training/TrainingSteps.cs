using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Planning.Steps;
using ResNetGen.Engine.Training.Steps;

namespace ResNetGen.Engine.Training;

/// <summary>
/// The steps of a network's training: forward, the loss, backward. All of them are planned as one sequence, so that a value is kept as long as a step of the
/// backward pass reads it and no longer. Results of norms that convolutions alone read are not kept: the backward pass computes them again. With gradient checkpointing it
/// computes whole units again: Chen et al. (2016, arXiv:1604.06174).
/// </summary>
internal sealed partial class TrainingSteps : StepSequence
{
    private readonly NetworkGraph graph;
    private readonly TrainingState state;
    private readonly Dictionary<string, TrainingParameter> parameters;
    private readonly ILookup<int, int> readers;
    private readonly HashSet<int> fused = [];

    /// <summary>For operations of units that may be left out: the number of the operation that leaves the unit out.</summary>
    private readonly Dictionary<int, int> units = [];

    /// <summary>For each step of the backward pass that makes gradients of parameters, the parameters.</summary>
    private readonly List<(int Step, TrainingParameter[] Parameters)> trainingSteps = [];

    /// <summary>For each value of the graph, whether it is computed again because it is within a unit.</summary>
    private readonly bool[] withinUnits;

    /// <summary>The value that holds the gradient of a value, once it is whole.</summary>
    private readonly Dictionary<int, int> gradients = [];

    /// <summary>For values that are not kept: appends the steps that compute the value again, once.</summary>
    private readonly Dictionary<int, Func<int>> again = [];
    private readonly Stack<Action> backward = new();
    private readonly List<NormInput> norms = [];
    private readonly TrainingPurpose purpose;

    /// <summary>The images in the layout of feature maps; 0 where convolutions alone read them.</summary>
    private int images;

    /// <summary>The value that the operation makes whose steps are appended.</summary>
    private int current;

    /// <summary>The unit whose steps are appended, by the number of its stochastic depth; null for none.</summary>
    private int? unit;

    private TrainingSteps(NetworkGraph graph, KernelSet kernels, IEnumerable<TrainingParameter> parameters, TrainingState state, TrainingPurpose purpose, bool gradCheckpointing)
        : base(kernels, graph.Input.Channels, graph.Operations.Count + 1)
    {
        this.graph = graph;
        this.state = state;
        this.purpose = purpose;
        withinUnits = gradCheckpointing ? ResidualUnits.ValuesWithin(graph) : new bool[graph.Operations.Count + 1];
        this.parameters = parameters.ToDictionary(parameter => parameter.Key, StringComparer.Ordinal);
        readers = graph.Operations.Index().SelectMany(pair => pair.Item.Inputs.Select(input => (input, pair.Index))).ToLookup(pair => pair.input, pair => pair.Index);
    }

    /// <summary>The number of steps of the forward pass.</summary>
    public int ForwardSteps { get; private set; }

    /// <summary>Whether the gradient of the images is computed.</summary>
    public bool HasImageGradient => purpose == TrainingPurpose.ImageGradients;

    /// <summary>The norms, with the values that they read.</summary>
    public IReadOnlyList<NormInput> Norms => norms;

    /// <summary>The value that holds the network's output.</summary>
    public int NetworkOutput => graph.Operations.Count;

    /// <summary>The steps of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="kernels">The kernels.</param>
    /// <param name="parameters">The network's tensors.</param>
    /// <param name="state">What steps share from call to call.</param>
    /// <param name="purpose">What is computed.</param>
    /// <param name="gradCheckpointing">Whether the backward pass computes units again, of which the forward pass keeps the input alone.</param>
    public static TrainingSteps Of(NetworkGraph graph, KernelSet kernels, IEnumerable<TrainingParameter> parameters, TrainingState state, TrainingPurpose purpose, bool gradCheckpointing = false)
    {
        var steps = new TrainingSteps(graph, kernels, parameters, state, purpose, gradCheckpointing);
        try
        {
            steps.Build();
            return steps;
        }
        catch
        {
            steps.Dispose();
            throw;
        }
    }

    /// <summary>The last step that a backward pass needs: the one with the first gradient of a parameter that is not frozen.</summary>
    public int LastStepNeeded() => HasImageGradient
        ? Steps.Count - 1
        : trainingSteps.Where(step => step.Parameters.Any(parameter => !parameter.IsFrozen)).Select(step => step.Step).Append(ForwardSteps).Max();

    public override bool GroupsPasses => true;

    private void Build()
    {
        FindUnits();
        if (HasImageGradient || !readers[0].All(ReadsImages))
        {
            images = NewValue();
            Append(ImageConvolutionStep.Import(ImageChannels, images));
        }

        for (var i = 0; i < graph.Operations.Count; i++)
        {
            if (!fused.Contains(i))
            {
                (current, unit) = (i + 1, UnitOf(i + 1));
                Forward(i);
            }
        }

        unit = null;
        ForwardSteps = Steps.Count;
        if (purpose != TrainingPurpose.Output)
        {
            AppendBackward();
        }

        // The output can be read after all steps.
        Output = NetworkOutput;
        foreach (var step in Steps.OfType<UnitStep>())
        {
            step.FindReaders(Steps, Output);
        }

        Complete();
    }

    /// <summary>Whether an operation reads images where the caller has them: in the forward pass alone, since they may be gone later.</summary>
    private bool ReadsImages(int index) =>
        graph.Operations[index] is Conv2d convolution && ImageConvolutionStep.CanCompute(convolution) && UnitOf(index + 1) is null && !withinUnits[index + 1];

    private void AppendBackward()
    {
        var seed = NewValue();
        Append<Step>(purpose == TrainingPurpose.Loss ? new CrossEntropyStep(state, NetworkOutput, seed) : new OutputGradientStep(state, NetworkOutput, seed));
        gradients[NetworkOutput] = seed;
        while (backward.TryPop(out var step))
        {
            step();
        }

        if (HasImageGradient)
        {
            Append(new ImageGradientStep(state, gradients[images]));
        }
    }

    /// <summary>Appends a step; one of a unit that may be left out is left out with it.</summary>
    private new TStep Append<TStep>(TStep step)
        where TStep : Step
    {
        base.Append<Step>(unit is { } number ? new UnitStep(step, state, number) : step);
        return step;
    }

    /// <summary>Appends a step of the forward pass, which the backward pass may compute again.</summary>
    /// <param name="y">The value that the step makes.</param>
    /// <param name="make">Makes the step: takes a function that finds the values that the step reads, and the value that the step makes.</param>
    private void AppendForward(int y, Func<Func<int, int>, int, Step> make)
    {
        Append(make(value => value, y));
        if (IsWithinUnit(y))
        {
            ComputeAgain(y, output => make(Kept, output));
        }
    }

    /// <summary>Says that a value is not kept.</summary>
    /// <param name="y">The value.</param>
    /// <param name="make">Makes a step that computes the value again, under another number.</param>
    private void ComputeAgain(int y, Func<int, Step> make)
    {
        var own = unit;
        again[y] = () => Within(own, () => Append(make(NewValue()))).Output;
    }

    // Values within an operation are computed again with the operation's.
    private bool IsWithinUnit(int value) => withinUnits[value <= NetworkOutput ? value : current];

    private TStep AppendTraining<TStep>(TStep step, params TrainingParameter?[] parameters)
        where TStep : Step
    {
        trainingSteps.Add((Steps.Count, [.. parameters.OfType<TrainingParameter>()]));
        return Append(step);
    }

    /// <summary>The unit that makes a value: null where it is not left out. Values within an operation belong to the operation's.</summary>
    public int? UnitOf(int value) => value == images ? null : value > NetworkOutput ? unit : units.TryGetValue(value - 1, out var number) ? number : null;

    // A unit's operations are those whose results go nowhere but through its stochastic depth.
    private void FindUnits()
    {
        foreach (var (index, _) in graph.Operations.Index().Where(pair => pair.Item is StochasticDepth))
        {
            for (var i = index - 1; i >= 0; i--)
            {
                if (readers[i + 1].Any() && readers[i + 1].All(reader => reader == index || (units.TryGetValue(reader, out var unit) && unit == index)))
                {
                    units[i] = index;
                }
            }
        }
    }

    private void Forward(int index)
    {
        var operation = graph.Operations[index];
        int Value(int value) => value == 0 ? images : value;
        var (x, y) = (Value(operation.Inputs[0]), index + 1);
        var trains = operation.Inputs[0] != 0 || HasImageGradient;
        switch (operation)
        {
            case Conv2d convolution:
                ForwardLayer(convolution, false, x, y, trains);
                break;
            case Linear linear:
                ForwardLayer(new Conv2d(linear.Input, linear.InFeatures, linear.OutFeatures, 1, 1, 0, 1, 1, true) { Key = linear.Key }, true, x, y, trains);
                break;
            case BatchNorm norm:
                ForwardNorm(norm, index, x);
                break;
            case ActivationLayer activation:
                ForwardActivation(PackedNetwork.ActivationOf(activation), graph.Shapes[y].Channels, x, y);
                break;
            case Add add:
                var right = Value(add.Right);
                AppendForward(y, (read, to) => new AffineStep(read(x), to, 1) { Epilogue = { Addend = read(right) } });
                OnBackward(y, gradient =>
                {
                    Contribute(x, () => gradient);
                    Contribute(right, () => gradient);
                });
                break;
            case GroupNorm norm:
                AppendForward(y, (read, to) => new GroupNormForwardStep(norm, Tensor(norm, "weight"), Tensor(norm, "bias"), read(x), to));
                OnBackward(y, gradient => Contribute(x, () =>
                {
                    var (weight, bias) = (Tensor(norm, "weight"), Tensor(norm, "bias"));
                    return AppendTraining(new GroupNormGradientStep(norm, weight, bias, gradient, Kept(x), NewValue()), weight, bias).Output;
                }));
                break;
            case Gate gate:
                ForwardGate(gate, x, Value(gate.Shortcut), Value(gate.Opening), y);
                break;
            case SqueezeExcitation attention:
                ForwardAttention(attention, x, y);
                break;
            case EfficientChannelAttention attention:
                ForwardAttention(attention, x, y);
                break;
            default:
                ForwardUntrained(operation, index, x, operation is Concatenate join ? Value(join.Second) : x);
                break;
        }
    }

    private void ForwardLayer(Conv2d convolution, bool isLinear, int x, int y, bool trains)
    {
        var layer = new ConvolutionLayer(convolution, isLinear, Tensor(convolution, "weight"), convolution.HasBias ? Tensor(convolution, "bias") : null, state);
        var addend = StepEpilogue.NoValue;

        // Layers within attention make values that are not the graph's.
        if (y <= NetworkOutput)
        {
            TryTakeAddition(y - 1, ref y, ref addend);
        }

        var isOfImages = x == 0;
        if (isOfImages && purpose != TrainingPurpose.Output)
        {
            x = Append(new ImageCopyStep(ImageChannels, convolution.Padding, NewValue())).Output;
        }

        AppendForward(y, (read, to) => isOfImages
            ? new ImageForwardStep(convolution, layer, to) { Epilogue = { Addend = read(addend) } }
            : new ConvolutionForwardStep(layer, read(x), to) { Epilogue = { Addend = read(addend) } });
        OnBackward(y, gradient =>
        {
            if (addend != StepEpilogue.NoValue)
            {
                Contribute(addend, () => gradient);
            }

            AppendTraining(new WeightGradientStep(layer, gradient, Kept(x), isOfImages), layer.Weight, layer.Bias);
            if (trains)
            {
                AppendSum(x, new InputGradientStep(layer, gradient, x, NewValue()));
            }
        });
    }

    // A norm takes an activation behind it, or a sum and an activation whose derivative follows from its result.
    private void ForwardNorm(BatchNorm norm, int index, int x)
    {
        var (weight, bias) = (Tensor(norm, "weight"), Tensor(norm, "bias"));
        var layer = new BatchNormLayer(norm, index, weight, bias, Tensor(norm, "running_mean"), Tensor(norm, "running_var"), state);
        norms.Add(new NormInput(norm.Key!, index, x));
        var (y, addend, activation) = (index + 1, StepEpilogue.NoValue, default(ActivationStep));
        TryTakeAddition(index, ref y, ref addend);

        if (Only(y) is { } last && graph.Operations[last] is ActivationLayer function
            && (addend == StepEpilogue.NoValue || function.Kind is ActivationKind.Relu || (function.Kind is ActivationKind.LeakyRelu && function.NegativeSlope > 0)))
        {
            (activation, y) = (PackedNetwork.ActivationOf(function), last + 1);
            fused.Add(last);
        }

        var statistics = NewValue();
        var step = Append(new BatchNormStep(layer, x, y, statistics));
        (step.Epilogue.Addend, step.Epilogue.After) = (addend, activation);
        if (IsWithinUnit(y) || (addend == StepEpilogue.NoValue && readers[y].Any() && readers[y].All(reader => graph.Operations[reader] is Conv2d)))
        {
            ComputeAgain(y, output => new BatchNormAgainStep(layer, Kept(x), statistics, output) { Epilogue = { Addend = Kept(addend), After = activation } });
        }

        OnBackward(y, gradient =>
        {
            var hasOwnAddend = addend != StepEpilogue.NoValue && !activation.IsNone;
            var ofAddend = hasOwnAddend ? NewValue() : StepEpilogue.NoValue;
            var (input, result) = (Kept(x), hasOwnAddend ? Kept(y) : StepEpilogue.NoValue);
            trainingSteps.Add((Steps.Count, [weight, bias]));
            AppendSum(x, new BatchNormGradientStep(layer, activation, gradient, input, statistics, result, NewValue(), ofAddend));
            if (addend != StepEpilogue.NoValue)
            {
                Contribute(addend, () => hasOwnAddend ? ofAddend : gradient);
            }
        });
    }

    /// <summary>Takes the addition that alone reads a value, where what is added is there before the value is.</summary>
    /// <param name="index">The operation that makes the value.</param>
    /// <param name="y">The value; becomes the sum.</param>
    /// <param name="addend">Becomes what is added.</param>
    private void TryTakeAddition(int index, ref int y, ref int addend)
    {
        if (Only(y) is { } next && graph.Operations[next] is Add add && (add.Left == y ? add.Right : add.Left) is > 0 and var other && other <= index)
        {
            (addend, y) = (other, next + 1);
            fused.Add(next);
        }
    }

    /// <summary>The only operation that reads a value; null where there are none or several, or where the value is the output.</summary>
    private int? Only(int value) => readers[value].ToList() is [var reader] ? reader : null;

    /// <summary>A value of the forward pass for the backward pass: itself, or computed again. No value stays none.</summary>
    private int Kept(int value)
    {
        if (!again.TryGetValue(value, out var compute))
        {
            return value;
        }

        var computed = compute();
        again[value] = () => computed;
        return computed;
    }

    // The gradients of a unit's operations are left out with it.
    private void OnBackward(int value, Action<int> step)
    {
        var own = unit;
        backward.Push(() =>
        {
            if (gradients.TryGetValue(value, out var gradient))
            {
                unit = own;
                step(gradient);
                unit = null;
            }
        });
    }

    /// <summary>Appends steps of a unit while those of another are appended.</summary>
    private T Within<T>(int? number, Func<T> append)
    {
        (var before, unit) = (unit, number);
        var result = append();
        unit = before;
        return result;
    }

    /// <summary>Adds to the gradient of a value by a step whose epilogue adds.</summary>
    private void AppendSum(int value, Step step)
    {
        if (gradients.TryGetValue(value, out var before))
        {
            step.Epilogue.Addend = before;
        }

        gradients[value] = Append(step).Output;

        // What other steps contributed is the gradient where this one is left out.
        if (All[^1] is UnitStep ofUnit && UnitOf(value) != unit)
        {
            ofUnit.PassesAddend = true;
        }
    }

    /// <summary>Adds to the gradient of a value.</summary>
    private void Contribute(int value, Func<int> compute)
    {
        if (value == images && !HasImageGradient)
        {
            return;
        }

        var added = compute();
        if (gradients.TryGetValue(value, out var before))
        {
            var sum = new AffineStep(before, NewValue(), 1);
            sum.Epilogue.Addend = added;
            added = Within(UnitOf(value), () => Append(sum)).Output;
        }

        gradients[value] = added;
    }

    private TrainingParameter Tensor(Operation layer, string name) => parameters[$"{layer.Key}.{name}"];
}
