namespace ResNetGen.Engine.Kernels;

/// <summary>Tiles for bfloat16 in machine code.</summary>
internal sealed class MachineTiles : ITileProvider
{
    // A tile of one column does not read the distance between columns, so it does for any stride.
    public int MaxColumns(int blocks, int stride) => stride > 2 ? 1 : BFloat16Tiles.MaxColumns(blocks);

    public nint Get(TileShape shape) => BFloat16Tiles.Get(shape.Stride > 2 ? shape with { Stride = 1 } : shape);
}
