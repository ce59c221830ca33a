using System;

using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>
/// Tiles for bfloat16 without instructions for its products: slow, for tests and for comparisons. What stands for a tile function is its
/// shape, packed into an integer.
/// </summary>
internal sealed class ReferenceTiles : ITileProvider
{
    public int MaxColumns(int blocks, int stride) => VectorTiles<Simd512, System.Runtime.Intrinsics.Vector512<float>>.MaxColumns(blocks);

    public nint Get(TileShape shape) => shape.Blocks | (shape.Columns << 8) | ((int)shape.Epilogue << 16) | (shape.Stride == TileShape.ChannelStride ? ReferenceCall.HasChannelColumns : 0);
}

/// <summary>Computes a tile of <see cref="ReferenceTiles"/>.</summary>
internal readonly unsafe struct ReferenceCall : ITileCall
{
    /// <summary>The bit of a tile whose columns are channels, and whose pairs are pixels.</summary>
    internal const int HasChannelColumns = 1 << 24;

    public static void Call(nint tile, TileArguments* arguments)
    {
        int blocks = (int)tile & 0xff, columns = ((int)tile >> 8) & 0xff;
        var hasChannelColumns = ((int)tile & HasChannelColumns) != 0;
        var epilogue = (TileEpilogue)(((int)tile >> 16) & 0xff);
        long columnStep = hasChannelColumns ? 2 * sizeof(ushort) : arguments->ColumnStep, pairStep = hasChannelColumns ? PixelPairs.Size : 2 * sizeof(ushort);
        for (var block = 0; block < blocks; ++block)
        {
            for (var column = 0; column < columns; ++column)
            {
                for (var lane = 0; lane < Layout.Lanes; ++lane)
                {
                    var sum = Sum(arguments, block, column * columnStep, pairStep, lane);
                    long pixel = (column * Layout.Lanes) + lane, at = (block * arguments->OutputStep) + (pixel * sizeof(ushort));
                    if (epilogue == TileEpilogue.Sums)
                    {
                        *(float*)(arguments->Output + (block * arguments->OutputStep) + (pixel * sizeof(float))) = sum;
                        continue;
                    }

                    sum += epilogue is TileEpilogue.Add or TileEpilogue.AddRelu ? BFloat16.Read(arguments->Addend + at) : 0;
                    BFloat16.Write(arguments->Output + at, epilogue is TileEpilogue.Relu or TileEpilogue.AddRelu && sum < 0 ? 0 : sum);
                }
            }
        }
    }

    private static float Sum(TileArguments* arguments, int block, long place, long pairStep, int lane)
    {
        var sum = arguments->Bias != null ? arguments->Bias[(block * Layout.Lanes) + lane] : 0;
        var weights = arguments->Weights + (block * arguments->WeightsStep);
        for (long segment = 0; segment < arguments->Segments; ++segment)
        {
            var offset = arguments->Offsets != null ? arguments->Offsets[segment] : segment * arguments->SegmentStep;
            var input = arguments->Input + offset + place;
            for (var i = 0; i < Layout.Lanes; i += 2, weights += Layout.Lanes * 2 * sizeof(ushort))
            {
                for (var k = 1; k >= 0; --k)
                {
                    var weight = BFloat16.Read(weights + (((lane * 2) + k) * sizeof(ushort)));
                    sum = MathF.FusedMultiplyAdd(BFloat16.Read(input + (i / 2 * pairStep) + (k * sizeof(ushort))), weight, sum);
                }
            }
        }

        return sum;
    }
}
