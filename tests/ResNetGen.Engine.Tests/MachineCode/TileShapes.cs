using System;
using System.Collections.Generic;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.MachineCode;

internal static class TileShapes
{
    /// <summary>All shapes that there are tiles for.</summary>
    public static IEnumerable<TileShape> All()
    {
        for (var blocks = 1; blocks <= 4; blocks++)
        {
            for (var columns = 1; columns <= BFloat16Tiles.MaxColumns(blocks); columns++)
            {
                yield return new TileShape(blocks, columns, TileShape.ChannelStride, TileEpilogue.Sums);
                for (var stride = 1; stride <= 2; stride++)
                {
                    foreach (var epilogue in Enum.GetValues<TileEpilogue>())
                    {
                        yield return new TileShape(blocks, columns, stride, epilogue);
                    }
                }
            }
        }
    }
}
