using System.Collections.Generic;

namespace ResNetGen.Inference;

/// <summary>A step of the native side.</summary>
/// <param name="Code">Its numbers, in the order in which <c>Native/engine/program.cpp</c> reads them.</param>
/// <param name="Weights">Which tensors of the folded step it computes with.</param>
internal sealed record NativeStep(long[] Code, IReadOnlyList<int> Weights);
