using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Convolutions as sums over segments.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>The floats of the sums of the largest tile, and room to align them.</summary>
    private const int TileFloats = (28 * Layout.Lanes) + Layout.Lanes;

    /// <summary>Bytes of weights that stay in the second level of cache while all rows pass.</summary>
    private const long CachedWeights = 384 * 1024;

    /// <summary>Bytes of input that go through a norm at once, for all chunks of weights.</summary>
    private const long NormedBytes = 128 * 1024;

    public override long ConvolveScratch(in ConvolutionJob job) => job.InputScale != null ? NormedRowsAtOnce(job) * NormedRow(job) : 0;

    /// <summary>Bytes of a row of the input after its norm.</summary>
    private static long NormedRow(in ConvolutionJob job) => (long)job.Input.Layout.Blocks * job.Epilogue.Output.Layout.Width * Pixel;

    private static long NormedRowsAtOnce(in ConvolutionJob job) => Math.Max(1, NormedBytes / NormedRow(job));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Convolve(in ConvolutionJob job, in Worker worker)
    {
        Layout input = job.Input.Layout, output = job.Epilogue.Output.Layout;
        var isNormed = job.InputScale != null;
        var area = new ConvolutionArea(job, output, isNormed, worker);
        var epilogue = TileEpilogueOf(job.Epilogue);
        var stride = isNormed ? 1 : job.Stride;
        // Strides from 3 on have no epilogue of their own.
        epilogue = stride > 2 ? TileEpilogue.Sums : epilogue;
        var many = new TileRow(tiles, area.BlocksAtOnce, output.Width, stride, epilogue);
        var one = area.LastBlock % area.BlocksAtOnce == 0 ? many : new TileRow(tiles, 1, output.Width, stride, epilogue);
        var memory = stackalloc float[TileFloats];
        var arguments = new TileArguments
        {
            Offsets = isNormed ? null : job.Offsets,
            SegmentStep = (long)output.Width * Pixel,
            Segments = job.Segments,
            WeightsStep = (long)job.Segments * Layout.Lanes * Pixel,
            OutputStep = output.Plane * TElement.Size,
            ColumnStep = (long)stride * Pixel,
            SegmentLength = Layout.Lanes,
        };
        var row = new ConvolutionRow
        {
            Tiles = many,
            Arguments = &arguments,
            Sums = epilogue == TileEpilogue.Sums ? (float*)Align((byte*)memory) : null,
        };
        long imageStep = input.Image * TElement.Size, rowStep = input.Row * job.Stride * TElement.Size;
        var normedRow = NormedRow(job);
        for (var firstRow = area.FirstRow; firstRow < area.LastRow; firstRow += area.RowsAtOnce)
        {
            var lastRow = Math.Min(area.LastRow, firstRow + area.RowsAtOnce);
            for (var r = firstRow; isNormed && r < lastRow; ++r)
            {
                var from = job.Input.Data + (r / output.Height * imageStep) + (r % output.Height * rowStep);
                NormRow(job, from, output.Width, worker.Scratch + ((r - firstRow) * normedRow));
            }

            for (var begin = area.FirstBlock; begin < area.LastBlock; begin += area.Chunk)
            {
                var end = Math.Min(area.LastBlock, begin + area.Chunk);
                long image = firstRow / output.Height, y = firstRow % output.Height;
                for (var r = firstRow; r < lastRow; ++r)
                {
                    row.Input = isNormed
                        ? worker.Scratch + ((r - firstRow) * normedRow)
                        : job.Input.Data + (image * imageStep) + (y * rowStep);
                    row.Y = y;
                    for (var block = begin; block < end; block += row.Tiles.Blocks)
                    {
                        row.Tiles = end - block >= many.Blocks ? many : one;
                        row.Block = block;
                        row.Output = OffsetOf(output, image, block, y);
                        ConvolveRow(job, ref row);
                    }

                    if (++y == output.Height)
                    {
                        y = 0;
                        ++image;
                    }
                }
            }
        }
    }

    /// <summary>One row of some output blocks, from left to right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvolveRow(in ConvolutionJob job, ref ConvolutionRow row)
    {
        var arguments = row.Arguments;
        var sums = row.Sums;
        var group = job.GroupBlocks > 0 ? row.Block / job.GroupBlocks * job.GroupInputs : 0;
        var input = row.Input + (group * job.Input.Layout.Plane * TElement.Size);
        var weights = job.Weights + (row.Block * arguments->WeightsStep);
        byte* output = job.Epilogue.Output.Data + row.Output, addend = job.Epilogue.Addend + row.Output;
        var plane = job.Epilogue.Output.Layout.Plane * TElement.Size;
        long inputStep = arguments->ColumnStep, outputStep = Pixel;
        int columns = row.Tiles.NarrowColumns, left = row.Tiles.Narrow;
        var tile = row.Tiles.NarrowTile;
        arguments->Bias = job.Bias + (row.Block * Layout.Lanes);
        for (int count = row.Tiles.Narrow + row.Tiles.Wide, x = 0; count > 0; --count, --left)
        {
            if (left == 0)
            {
                columns = row.Tiles.NarrowColumns + 1;
                tile = row.Tiles.WideTile;
            }

            arguments->Input = input + (x * inputStep);
            arguments->Weights = weights;
            if (sums == null)
            {
                arguments->Output = output + (x * outputStep);
                arguments->Addend = addend + (x * outputStep);
                TCall.Call(tile, arguments);
            }
            else
            {
                arguments->Output = (byte*)sums;
                arguments->OutputStep = (long)columns * FloatPixel;
                TCall.Call(tile, arguments);
                for (var b = 0; b < row.Tiles.Blocks; ++b)
                {
                    var at = row.Output + (b * plane) + (x * outputStep);
                    Finish(job.Epilogue, sums + (b * columns * Layout.Lanes), columns, at, (row.Block + b) * Layout.Lanes);
                }
            }

            x += columns;
        }

        if (job.Epilogue.ClearsHalo || job.Epilogue.ClearsSecondHalo)
        {
            for (var b = 0; b < row.Tiles.Blocks; ++b)
            {
                ClearHalo(job.Epilogue, row.Output + (b * plane), row.Y);
            }
        }
    }

    /// <summary>
    /// One row of all input blocks through the norm and the activation, every <see cref="ConvolutionJob.Stride"/>-th pixel.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NormRow(in ConvolutionJob job, byte* from, long columns, byte* to)
    {
        var blocks = job.Input.Layout.Blocks;
        long step = (long)job.Stride * Pixel, plane = job.Input.Layout.Plane * TElement.Size;
        for (var block = 0; block < blocks; ++block, from += plane)
        {
            float* scale = job.InputScale + (block * Layout.Lanes), shift = job.InputShift + (block * Layout.Lanes);
            for (long x = 0; x < columns; x += RowPixels)
            {
                var count = Math.Min(RowPixels, columns - x);
                Normalize<TElement>(from + (x * step), step, count, scale, shift, job.InputActivation, to);
                to += count * Pixel;
            }
        }
    }

    /// <summary>One row of one tile's blocks, as <see cref="ConvolveRow"/> computes it.</summary>
    private struct ConvolutionRow
    {
        public TileRow Tiles;
        public TileArguments* Arguments;
        public byte* Input;

        /// <summary>The bytes from the output's first pixel.</summary>
        public long Output;

        public int Block;
        public long Y;

        /// <summary>Where tiles leave their sums for an epilogue that they do not compute; else null.</summary>
        public float* Sums;
    }

    /// <summary>
    /// A worker's part of a convolution. Workers share whichever is larger, weights or rows, so that each reads its part of it alone.
    /// </summary>
    private readonly struct ConvolutionArea
    {
        public readonly int BlocksAtOnce, FirstBlock, LastBlock, Chunk;
        public readonly long FirstRow, LastRow, RowsAtOnce;

        public ConvolutionArea(in ConvolutionJob job, in Layout output, bool isNormed, in Worker worker)
        {
            int blocks = output.Blocks, workers = worker.Count;
            var rows = (long)output.Images * output.Height;
            var size = (long)job.Segments * Layout.Lanes * Layout.Lanes;
            BlocksAtOnce = job.GroupBlocks > 0 ? 1 : BlocksFor(blocks, output.Width);
            var isLarger = blocks * size > rows * output.Width * job.Segments * Layout.Lanes;
            var sharesBlocks = workers > 1 && !isNormed && blocks >= 2 * BlocksAtOnce * workers && isLarger;
            var (begin, end) = worker.ShareOf(sharesBlocks ? (blocks + BlocksAtOnce - 1) / BlocksAtOnce : rows);
            (FirstRow, LastRow) = sharesBlocks ? (0, rows) : (begin, end);
            (FirstBlock, LastBlock) = sharesBlocks
                ? ((int)begin * BlocksAtOnce, (int)Math.Min(blocks, end * BlocksAtOnce))
                : (0, blocks);
            RowsAtOnce = isNormed ? NormedRowsAtOnce(job) : Math.Max(1, rows);
            Chunk = (int)Math.Max(BlocksAtOnce, CachedWeights / TElement.Size / size / BlocksAtOnce * BlocksAtOnce);
        }

        /// <summary>
        /// How many blocks are computed at once: as many sums as registers hold, with each input loaded as seldom as they allow.
        /// </summary>
        private static int BlocksFor(int blocks, int width)
        {
            if (Parts > 1)
            {
                return 1;
            }

            if (blocks % 4 == 0 && width <= 6)
            {
                return 4;
            }

            return blocks % 3 == 0 && width <= 9 ? 3 : Math.Min(2, blocks);
        }
    }

    /// <summary>The tiles that cover a row: some narrow ones, and the others a pixel wider.</summary>
    private readonly struct TileRow
    {
        public readonly int Blocks, NarrowColumns, Narrow, Wide;
        public readonly nint NarrowTile, WideTile;

        public TileRow(ITileProvider tiles, int blocks, int columns, int stride, TileEpilogue epilogue)
        {
            var most = tiles.MaxColumns(blocks, stride);
            var count = (columns + most - 1) / most;
            // Strides from 3 on share their tiles.
            stride = Math.Min(stride, 3);
            Blocks = blocks;
            NarrowColumns = columns / count;
            Wide = columns % count;
            Narrow = count - Wide;
            NarrowTile = tiles.Get(new TileShape(blocks, NarrowColumns, stride, epilogue));
            WideTile = Wide > 0 ? tiles.Get(new TileShape(blocks, NarrowColumns + 1, stride, epilogue)) : 0;
        }
    }
}
