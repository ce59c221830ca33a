namespace TorchSharp.Modules;

/// <summary>The options of Adam and AdamW.</summary>
internal interface IAdamOptions
{
    ref double? Beta1 { get; }

    ref double? Beta2 { get; }

    ref double? Eps { get; }

    ref double? WeightDecay { get; }

    ref bool? Amsgrad { get; }

    ref bool? Maximize { get; }
}
