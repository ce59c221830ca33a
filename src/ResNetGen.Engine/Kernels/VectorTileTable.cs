using System;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// The tile functions of <see cref="VectorTiles{TSimd, TVector}"/>. A table is made when first asked for; its methods are compiled when
/// first called.
/// </summary>
internal sealed unsafe class VectorTileTable<TSimd, TVector> : ITileProvider
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const int MaxRegisters = 4;

    private const int Steps = 4;

    /// <summary>By epilogue, step (one pixel, two, any, one channel) and registers.</summary>
    private readonly nint[]?[] tables = new nint[]?[5 * Steps * (MaxRegisters + 1)];

    /// <inheritdoc/>
    /// <remarks>The stride 3, for any stride, has <see cref="TileEpilogue.Sums"/> alone, and <see cref="TileShape.ChannelStride"/> also <see cref="TileEpilogue.Add"/>.</remarks>
    public nint Get(TileShape shape)
    {
        var registers = shape.Blocks * VectorTiles<TSimd, TVector>.Parts;
        var step = shape.Stride == TileShape.ChannelStride ? Steps - 1 : shape.Stride - 1;
        // Two threads may make the same table, and either is right.
        ref var table = ref tables[(((int)shape.Epilogue * Steps) + step) * (MaxRegisters + 1) + registers];
        table ??= Create(registers, step, shape.Epilogue);
        return table[shape.Columns];
    }

    public int MaxColumns(int blocks, int stride) => VectorTiles<TSimd, TVector>.MaxColumns(blocks);

    private static nint[] Create(int registers, int step, TileEpilogue epilogue) => step switch
    {
        0 => Create<OnePixel>(registers, epilogue),
        1 => Create<TwoPixels>(registers, epilogue),
        Steps - 1 when epilogue == TileEpilogue.Sums => Create<OneChannel, TileEpilogueNone>(registers),
        Steps - 1 when epilogue == TileEpilogue.Add => Create<OneChannel, TileEpilogueAdd>(registers),
        _ when epilogue == TileEpilogue.Sums => Create<AnyStep, TileEpilogueNone>(registers),
        _ => throw new ArgumentOutOfRangeException(nameof(epilogue)),
    };

    private static nint[] Create<TStep>(int registers, TileEpilogue epilogue)
        where TStep : struct, IConstant => epilogue switch
        {
            TileEpilogue.Relu => Create<TStep, TileEpilogueRelu>(registers),
            TileEpilogue.Add => Create<TStep, TileEpilogueAdd>(registers),
            TileEpilogue.AddRelu => Create<TStep, TileEpilogueAddRelu>(registers),
            _ => Create<TStep, TileEpilogueNone>(registers),
        };

    private static nint[] Create<TStep, TEpilogue>(int registers)
        where TStep : struct, IConstant
        where TEpilogue : struct, ITileEpilogue => registers switch
        {
            1 => Create1<TStep, TEpilogue>(),
            2 => Create2<TStep, TEpilogue>(),
            3 => Create3<TStep, TEpilogue>(),
            _ => Create4<TStep, TEpilogue>(),
        };

    private static nint[] Create1<TStep, TEpilogue>()
        where TStep : struct, IConstant
        where TEpilogue : struct, ITileEpilogue =>
        [
            0,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number1, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number2, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number3, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number4, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number5, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number6, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number7, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number8, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number9, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number10, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number11, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number12, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number13, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number14, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number15, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number16, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number17, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number18, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number19, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number20, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number21, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number22, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number23, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number24, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number25, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number26, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number27, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile1<Number28, TStep, TEpilogue>,
        ];

    private static nint[] Create2<TStep, TEpilogue>()
        where TStep : struct, IConstant
        where TEpilogue : struct, ITileEpilogue =>
        [
            0,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number1, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number2, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number3, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number4, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number5, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number6, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number7, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number8, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number9, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number10, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number11, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number12, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number13, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile2<Number14, TStep, TEpilogue>,
        ];

    private static nint[] Create3<TStep, TEpilogue>()
        where TStep : struct, IConstant
        where TEpilogue : struct, ITileEpilogue =>
        [
            0,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number1, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number2, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number3, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number4, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number5, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number6, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number7, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number8, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile3<Number9, TStep, TEpilogue>,
        ];

    private static nint[] Create4<TStep, TEpilogue>()
        where TStep : struct, IConstant
        where TEpilogue : struct, ITileEpilogue =>
        [
            0,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile4<Number1, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile4<Number2, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile4<Number3, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile4<Number4, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile4<Number5, TStep, TEpilogue>,
            (nint)(delegate*<TileArguments*, void>)&VectorTiles<TSimd, TVector>.Tile4<Number6, TStep, TEpilogue>,
        ];
}
