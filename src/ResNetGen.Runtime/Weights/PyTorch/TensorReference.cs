namespace ResNetGen.Weights.PyTorch;

/// <summary>A tensor as a file describes it: a view of a storage. It lies within the storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">The number of its first element.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Strides">How many elements lie between neighbours, by dimension.</param>
internal sealed record TensorReference(StorageReference Storage, long Offset, long[] Shape, long[] Strides);
