namespace ResNetGen.LibTorch.Interop;

/// <summary>What an index is, numbered as in <c>native/indexing.cpp</c>.</summary>
internal enum IndexKind
{
    None = 0,
    Ellipsis = 1,
    Boolean = 2,
    Position = 3,
    Range = 4,
    Tensor = 5,
}
