using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Winograd's F(4 x 4, 3 x 3).</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>The positions of the transform domain: 6 x 6.</summary>
    private const int Positions = 36;

    /// <inheritdoc/>
    /// <remarks>The places of the tiles, the inputs in the transform domain, the products of some output blocks.</remarks>
    public override long ConvolveWinogradScratch(in WinogradJob job)
    {
        var size = job.IsRounded ? TElement.Size : sizeof(float);
        var pixels = (long)Positions * job.MaxTiles * Layout.Lanes;
        return Align((long)job.MaxTiles * sizeof(TilePlace)) + (pixels * ((job.Input.Layout.Blocks * size) + (2 * sizeof(float))));
    }

    public override void ConvolveWinograd(in WinogradJob job, in Worker worker)
    {
        if (job.IsRounded)
        {
            ConvolveWinograd<TElement, TCall>(job, worker, tiles);
        }
        else
        {
            ConvolveWinograd<Float32<TSimd, TVector>, ManagedCall>(job, worker, floatTiles);
        }
    }

    /// <summary>With a transform domain of elements <typeparamref name="TDomain"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ConvolveWinograd<TDomain, TDomainCall>(in WinogradJob job, in Worker worker, ITileProvider products)
        where TDomain : struct, IElement<TVector>
        where TDomainCall : struct, ITileCall
    {
        var output = job.Epilogue.Output.Layout;
        var grid = new TileGrid(output);
        int inputs = job.Input.Layout.Blocks, atOnce = WinogradBlocks(output.Blocks), blockGroups = output.Blocks / atOnce;
        var minTileGroups = (grid.Tiles + job.MaxTiles - 1) / job.MaxTiles;

        // Few tiles: all workers transform them, and share the outputs. Many: each worker has as many groups of tiles as the others.
        var sharesBlocks = worker.Count > 1 && minTileGroups < 2 * worker.Count && output.Blocks >= atOnce * worker.Count;
        var tileGroups = sharesBlocks ? minTileGroups : (minTileGroups + worker.Count - 1) / worker.Count * worker.Count;
        var (begin, end) = sharesBlocks ? (0, tileGroups) : worker.ShareOf(tileGroups);
        var (firstGroup, lastGroup) = sharesBlocks ? worker.ShareOf(blockGroups) : (0, blockGroups);
        var places = (TilePlace*)worker.Scratch;
        var domain = worker.Scratch + Align((long)job.MaxTiles * sizeof(TilePlace));
        long domainPixel = Layout.Lanes * TDomain.Size;
        long inputRow = job.Input.Layout.Row * TElement.Size, inputBlock = job.Input.Layout.Plane * TElement.Size;
        for (var group = begin; group < end; ++group)
        {
            var first = grid.Tiles * group / tileGroups;
            var count = (grid.Tiles * (group + 1) / tileGroups) - first;
            if (count == 0)
            {
                continue;
            }

            grid.Locate(job.Input.Layout, first, count, places);
            var to = domain;
            for (var block = 0; block < inputs; ++block)
            {
                TransformInputs<TDomain>(job.Input.Data + (block * inputBlock), inputRow, places, count, to, inputs * count * domainPixel);
                to += count * domainPixel;
            }

            var sums = (float*)(domain + (Positions * count * inputs * domainPixel));
            var row = new TileRow(products, atOnce, (int)count, 1, TileEpilogue.Sums);
            for (var blocks = firstGroup; blocks < lastGroup; ++blocks)
            {
                var weights = job.Weights + (blocks * Positions * atOnce * inputs * Layout.Lanes * domainPixel);
                MultiplyTransformed<TDomainCall>(row, domain, domainPixel, inputs, weights, count, sums);
                for (var b = 0; b < atOnce; ++b)
                {
                    var block = (blocks * atOnce) + b;
                    TransformOutputs(job, places, count, block, sums + (b * count * Layout.Lanes), atOnce * count * Layout.Lanes);
                }
            }
        }

        ClearHalos(job.Epilogue, worker);
    }

    /// <summary>Multiplies all tiles by the weights of some output blocks, at each position of the transform domain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTransformed<TDomainCall>(
        in TileRow row, byte* domain, long pixel, long inputs, byte* weights, long count, float* sums)
        where TDomainCall : struct, ITileCall
    {
        var arguments = new TileArguments
        {
            SegmentStep = count * pixel,
            Segments = inputs,
            WeightsStep = inputs * Layout.Lanes * pixel,
            OutputStep = count * FloatPixel,
            ColumnStep = pixel,
            SegmentLength = Layout.Lanes,
        };
        for (var position = 0; position < Positions; ++position)
        {
            var input = domain + (position * inputs * count * pixel);
            var output = (byte*)(sums + (position * row.Blocks * count * Layout.Lanes));
            for (var i = 0; i < row.Narrow + row.Wide; ++i)
            {
                var columns = i < row.Narrow ? row.NarrowColumns : row.NarrowColumns + 1;
                arguments.Input = input;
                arguments.Weights = weights;
                arguments.Output = output;
                TDomainCall.Call(i < row.Narrow ? row.NarrowTile : row.WideTile, &arguments);
                input += columns * pixel;
                output += columns * FloatPixel;
            }

            weights += row.Blocks * arguments.WeightsStep;
        }
    }

    /// <summary>Transforms so many tiles of one output block back, each to 4 x 4 pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformOutputs(in WinogradJob job, TilePlace* places, long count, long block, float* from, long step)
    {
        ref readonly var epilogue = ref job.Epilogue;
        var output = epilogue.Output.Layout;
        var bias = job.Bias + (block * Layout.Lanes);
        long plane = block * output.Plane * TElement.Size, row = output.Row * TElement.Size;
        byte* to = epilogue.Output.Data + plane, addend = epilogue.Addend + plane;
        var kind = TileEpilogueOf(epilogue);
        if (kind != TileEpilogue.Sums)
        {
            // One call for each tile; the branch is the same for all of them.
            for (long t = 0; t < count; ++t, from += Layout.Lanes)
            {
                var at = places[t].Output;
                switch (kind)
                {
                    case TileEpilogue.Relu:
                        TransformOutput<TElement, TileEpilogueRelu>(from, step, bias, places[t], to + at, addend + at, row);
                        break;
                    case TileEpilogue.Add:
                        TransformOutput<TElement, TileEpilogueAdd>(from, step, bias, places[t], to + at, addend + at, row);
                        break;
                    case TileEpilogue.AddRelu:
                        TransformOutput<TElement, TileEpilogueAddRelu>(from, step, bias, places[t], to + at, addend + at, row);
                        break;
                    default:
                        TransformOutput<TElement, TileEpilogueNone>(from, step, bias, places[t], to + at, addend + at, row);
                        break;
                }
            }

            return;
        }

        var values = stackalloc float[16 * Layout.Lanes];
        for (long t = 0; t < count; ++t, from += Layout.Lanes)
        {
            TransformOutput<Float32<TSimd, TVector>, TileEpilogueNone>(from, step, bias, places[t], (byte*)values, null, 4 * FloatPixel);
            for (var y = 0; y < places[t].OutputRows; ++y)
            {
                var at = plane + places[t].Output + (y * row);
                Finish(epilogue, values + (y * 4 * Layout.Lanes), places[t].OutputColumns, at, block * Layout.Lanes);
            }
        }
    }

    /// <summary>Clears the halos, each worker those of its share of the rows, whoever computed them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClearHalos(in Epilogue epilogue, in Worker worker)
    {
        if (!epilogue.ClearsHalo && !epilogue.ClearsSecondHalo)
        {
            return;
        }

        var layout = epilogue.Output.Layout;
        var rows = new Rows(layout, worker);
        while (rows.Next())
        {
            ClearHalo(epilogue, OffsetOf(layout, rows.Image, rows.Block, rows.Y), rows.Y);
        }
    }

    /// <summary>The tiles of 4 x 4 output pixels that cover the images.</summary>
    private readonly struct TileGrid(Layout output)
    {
        private readonly Layout output = output;
        private readonly int rows = (output.Height + 3) / 4, columns = (output.Width + 3) / 4;

        public long Tiles => (long)output.Images * rows * columns;

        /// <summary>Says where so many tiles lie.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Locate(in Layout input, long first, long count, TilePlace* places)
        {
            long inputRow = input.Row * TElement.Size, outputRow = output.Row * TElement.Size;
            var image = first / columns / rows;
            int y = (int)(first / columns % rows) * 4, x = (int)(first % columns) * 4;
            for (long t = 0; t < count; ++t)
            {
                // Beyond the halo, which may be a single pixel wide, there are other values.
                places[t] = new TilePlace
                {
                    Input = (image * input.Image * TElement.Size) + ((y - 1) * inputRow) + ((x - 1L) * Pixel),
                    Output = (image * output.Image * TElement.Size) + (y * outputRow) + ((long)x * Pixel),
                    InputRows = Math.Min(6, input.Height + 2 - y),
                    InputColumns = Math.Min(6, input.Width + 2 - x),
                    OutputRows = Math.Min(4, output.Height - y),
                    OutputColumns = Math.Min(4, output.Width - x),
                };
                x += 4;
                if (x >= output.Width)
                {
                    x = 0;
                    y += 4;
                }

                if (y >= output.Height)
                {
                    y = 0;
                    ++image;
                }
            }
        }
    }

    /// <summary>Where a tile begins, in bytes from the first pixel of a block of the first image, and how much of it is there.</summary>
    private struct TilePlace
    {
        public long Input, Output;
        public int InputRows, InputColumns, OutputRows, OutputColumns;
    }
}
