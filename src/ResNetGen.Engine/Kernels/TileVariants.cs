namespace ResNetGen.Engine.Kernels;

/// <summary>A number as a type: each gives code of its own, in which the number is a constant.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

/// <summary>The epilogue of a tile as a type: each epilogue gives code of its own.</summary>
internal interface ITileEpilogue
{
    static abstract bool Adds { get; }

    static abstract bool HasRelu { get; }
}

/// <summary>The floats between the inputs of neighboring pixels: one pixel of a feature map.</summary>
internal readonly struct OnePixel : IConstant
{
    public static int Value => Layout.Lanes;
}

/// <summary>Columns are the channels of one pixel, and the values of a segment are pixels.</summary>
internal readonly struct OneChannel : IConstant
{
    public static int Value => 1;
}

/// <summary>The floats between the inputs of neighboring pixels: every second pixel of a feature map.</summary>
internal readonly struct TwoPixels : IConstant
{
    public static int Value => 2 * Layout.Lanes;
}

/// <summary>The inputs of neighboring pixels are <see cref="TileArguments.ColumnStep"/> apart.</summary>
internal readonly struct AnyStep : IConstant
{
    public static int Value => 0;
}

internal readonly struct TileEpilogueNone : ITileEpilogue
{
    public static bool Adds => false;

    public static bool HasRelu => false;
}

internal readonly struct TileEpilogueRelu : ITileEpilogue
{
    public static bool Adds => false;

    public static bool HasRelu => true;
}

internal readonly struct TileEpilogueAdd : ITileEpilogue
{
    public static bool Adds => true;

    public static bool HasRelu => false;
}

internal readonly struct TileEpilogueAddRelu : ITileEpilogue
{
    public static bool Adds => true;

    public static bool HasRelu => true;
}

internal readonly struct Number1 : IConstant
{
    public static int Value => 1;
}

internal readonly struct Number2 : IConstant
{
    public static int Value => 2;
}

internal readonly struct Number3 : IConstant
{
    public static int Value => 3;
}

internal readonly struct Number4 : IConstant
{
    public static int Value => 4;
}

internal readonly struct Number5 : IConstant
{
    public static int Value => 5;
}

internal readonly struct Number6 : IConstant
{
    public static int Value => 6;
}

internal readonly struct Number7 : IConstant
{
    public static int Value => 7;
}

internal readonly struct Number8 : IConstant
{
    public static int Value => 8;
}

internal readonly struct Number9 : IConstant
{
    public static int Value => 9;
}

internal readonly struct Number10 : IConstant
{
    public static int Value => 10;
}

internal readonly struct Number11 : IConstant
{
    public static int Value => 11;
}

internal readonly struct Number12 : IConstant
{
    public static int Value => 12;
}

internal readonly struct Number13 : IConstant
{
    public static int Value => 13;
}

internal readonly struct Number14 : IConstant
{
    public static int Value => 14;
}

internal readonly struct Number15 : IConstant
{
    public static int Value => 15;
}

internal readonly struct Number16 : IConstant
{
    public static int Value => 16;
}

internal readonly struct Number17 : IConstant
{
    public static int Value => 17;
}

internal readonly struct Number18 : IConstant
{
    public static int Value => 18;
}

internal readonly struct Number19 : IConstant
{
    public static int Value => 19;
}

internal readonly struct Number20 : IConstant
{
    public static int Value => 20;
}

internal readonly struct Number21 : IConstant
{
    public static int Value => 21;
}

internal readonly struct Number22 : IConstant
{
    public static int Value => 22;
}

internal readonly struct Number23 : IConstant
{
    public static int Value => 23;
}

internal readonly struct Number24 : IConstant
{
    public static int Value => 24;
}

internal readonly struct Number25 : IConstant
{
    public static int Value => 25;
}

internal readonly struct Number26 : IConstant
{
    public static int Value => 26;
}

internal readonly struct Number27 : IConstant
{
    public static int Value => 27;
}

internal readonly struct Number28 : IConstant
{
    public static int Value => 28;
}
