using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

/// <summary>Where convolutions find their tile functions.</summary>
internal interface ITileProvider
{
    /// <summary>A function of (<see cref="TileArguments"/>*), as the <see cref="ITileCall"/> beside this provider calls it.</summary>
    nint Get(TileShape shape);

    /// <summary>The most columns of a tile with so many output blocks.</summary>
    int MaxColumns(int blocks, int stride);
}

/// <summary>How a tile function is called.</summary>
internal unsafe interface ITileCall
{
    static abstract void Call(nint tile, TileArguments* arguments);
}

/// <summary>Calls a method.</summary>
internal readonly unsafe struct ManagedCall : ITileCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Call(nint tile, TileArguments* arguments) => ((delegate*<TileArguments*, void>)tile)(arguments);
}

/// <summary>
/// Calls machine code as a method is called: a garbage collection waits until a tile ends, which takes some microseconds. To leave and enter managed code would
/// take a tenth of the time of a small tile.
/// </summary>
internal readonly unsafe struct UnmanagedCall : ITileCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Call(nint tile, TileArguments* arguments) => ((delegate* unmanaged[SuppressGCTransition]<TileArguments*, void>)tile)(arguments);
}
