using System.Collections.Generic;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>How generated code calls the types that it uses.</summary>
public sealed class TypeNames
{
    private const string Torch = "global::TorchSharp.torch.";
    private const string Layers = "global::TorchSharp.Modules.";
    private const string Runtime = "global::ResNetGen.";
    private const string Blocks = Runtime + "Modules.";
    private const string Inference = Runtime + "Inference.";
    private const string Training = Runtime + "Training.";
    private const string Graphs = Runtime + "Engine.Graphs.";
    private const string EngineInference = Runtime + "Engine.Inference.";
    private const string EngineWeights = Runtime + "Engine.Weights.";

    private readonly bool isSimple;

    private TypeNames(bool isSimple) => this.isSimple = isSimple;

    /// <summary>Simple names, by usings inside the namespace, where user's usings and outer namespaces do not reach them.</summary>
    public static TypeNames Simple { get; } = new(isSimple: true);

    /// <summary>Full names, for classes at whose place a short one means something else.</summary>
    public static TypeNames Qualified { get; } = new(isSimple: false);

    /// <summary>The simple names with what they mean. One that means something else at a class's place makes full names necessary.</summary>
    public static IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        ["nn"] = "TorchSharp.torch.nn",
        ["Tensor"] = "TorchSharp.torch.Tensor",
        ["TensorIndex"] = "TorchSharp.torch.TensorIndex",
        ["NewDisposeScope"] = "TorchSharp.torch.NewDisposeScope",
        ["BatchNorm2d"] = "TorchSharp.Modules.BatchNorm2d",
        ["BatchNorm1d"] = "TorchSharp.Modules.BatchNorm1d",
        ["Conv2d"] = "TorchSharp.Modules.Conv2d",
        ["GroupNorm"] = "TorchSharp.Modules.GroupNorm",
        ["Sequential"] = "TorchSharp.Modules.Sequential",
        ["Linear"] = "TorchSharp.Modules.Linear",
        ["cat"] = "TorchSharp.torch.cat",
        ["BranchConv2d"] = "ResNetGen.Modules.BranchConv2d",
        ["EfficientChannelAttention"] = "ResNetGen.Modules.EfficientChannelAttention",
        ["SqueezeExcitation"] = "ResNetGen.Modules.SqueezeExcitation",
        ["StochasticDepth"] = "ResNetGen.Modules.StochasticDepth",
        ["Initializers"] = "ResNetGen.Modules.Initializers",
        ["Safeguards"] = "ResNetGen.Modules.Safeguards",
        ["KeyTree"] = "ResNetGen.Modules.KeyTree",
        ["LayerNumbers"] = "ResNetGen.Modules.LayerNumbers",
        ["Stage"] = "ResNetGen.Modules.Stage",
        ["NetworkInfo"] = "ResNetGen.NetworkInfo",
        ["StageInfo"] = "ResNetGen.StageInfo",
        ["IGeneratedNetwork"] = "ResNetGen.IGeneratedNetwork",
        ["IResidualUnit"] = "ResNetGen.Modules.IResidualUnit",
        ["InferenceNetwork"] = "ResNetGen.Inference.InferenceNetwork",
        ["CompiledNetwork"] = "ResNetGen.Training.CompiledNetwork",
        ["InferenceOptions"] = "ResNetGen.Inference.InferenceOptions",
        ["GraphBuilder"] = "ResNetGen.Engine.Graphs.GraphBuilder",
        ["NetworkGraph"] = "ResNetGen.Engine.Graphs.NetworkGraph",
        ["InferenceModel"] = "ResNetGen.Engine.Inference.InferenceModel",
        ["InferenceSessionOptions"] = "ResNetGen.Engine.Inference.InferenceSessionOptions",
        ["INetworkWeights"] = "ResNetGen.Engine.Weights.INetworkWeights",
        ["SafeTensorsWeights"] = "ResNetGen.Engine.Weights.SafeTensorsWeights",
    };

    /// <summary>The usings of a network's readable part.</summary>
    internal static IReadOnlyList<string> NetworkUsings { get; } =
    [
        "using global::ResNetGen;",
        "using global::ResNetGen.Modules;",
        "using global::TorchSharp.Modules;",
        "using static global::TorchSharp.torch;",
    ];

    /// <summary>The usings of the readable part of a network for inference alone.</summary>
    internal static IReadOnlyList<string> InferenceModelUsings { get; } =
    [
        "using global::ResNetGen;",
        "using global::ResNetGen.Engine.Inference;",
        "using global::ResNetGen.Engine.Weights;",
    ];

    /// <summary>The usings of the part with a network's graph.</summary>
    internal static IReadOnlyList<string> GraphUsings { get; } =
    [
        "using global::ResNetGen.Engine.Graphs;",
        "using global::ResNetGen.Inference;",
        "using global::ResNetGen.Training;",
    ];

    /// <summary>The usings of the part with the graph of a network for inference alone.</summary>
    internal static IReadOnlyList<string> GraphUsingsOfModel { get; } = ["using global::ResNetGen.Engine.Graphs;"];

    internal bool IsSimple => isSimple;

    internal string Nn => Of(Torch, "nn");

    internal string Tensor => Of(Torch, "Tensor");

    internal string TensorIndex => Of(Torch, "TensorIndex");

    internal string Module => $"{Nn}.Module<{Tensor}, {Tensor}>";

    internal string AnyModule => Nn + ".Module";

    internal string Initializers => Of(Blocks, "Initializers");

    internal string Safeguards => Of(Blocks, "Safeguards");

    internal string KeyTree => Of(Blocks, "KeyTree");

    internal string LayerNumbers => Of(Blocks, "LayerNumbers");

    internal string NewDisposeScope => Of(Torch, "NewDisposeScope()");

    internal string BatchNorm2d => Of(Layers, "BatchNorm2d");

    internal string BatchNorm1d => Of(Layers, "BatchNorm1d");

    internal string Cat => Of(Torch, "cat");

    internal string BranchConv2d => Of(Blocks, "BranchConv2d");

    internal string EfficientChannelAttention => Of(Blocks, "EfficientChannelAttention");

    internal string SqueezeExcitation => Of(Blocks, "SqueezeExcitation");

    internal string StochasticDepth => Of(Blocks, "StochasticDepth");

    internal string Conv2d => Of(Layers, "Conv2d");

    internal string GroupNorm => Of(Layers, "GroupNorm");

    internal string Sequential => Of(Layers, "Sequential");

    internal string Linear => Of(Layers, "Linear");

    internal string NetworkInfo => Of(Runtime, "NetworkInfo");

    internal string StageInfo => Of(Runtime, "StageInfo");

    internal string GeneratedNetwork => Of(Runtime, "IGeneratedNetwork");

    internal string ResidualUnit => Of(Blocks, "IResidualUnit");

    internal string InferenceNetwork => Of(Inference, "InferenceNetwork");

    internal string CompiledNetwork => Of(Training, "CompiledNetwork");

    internal string InferenceOptions => Of(Inference, "InferenceOptions");

    internal string InferenceModel => Of(EngineInference, "InferenceModel");

    internal string InferenceSessionOptions => Of(EngineInference, "InferenceSessionOptions");

    internal string NetworkWeights => Of(EngineWeights, "INetworkWeights");

    internal string SafeTensorsWeights => Of(EngineWeights, "SafeTensorsWeights");

    internal string GraphBuilder => Of(Graphs, "GraphBuilder");

    internal string NetworkGraph => Of(Graphs, "NetworkGraph");

    internal string StageOf(string unit) => Of(Blocks, "Stage<") + unit + ">";

    private string Of(string owner, string name) => isSimple ? name : owner + name;
}
