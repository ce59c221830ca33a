using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Iced.Intel;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.MachineCode;
using static Iced.Intel.AssemblerRegisters;

namespace ResNetGen.Engine.Tests.MachineCode;

public unsafe class BFloat16TilesTests
{
    [SkippableTheory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Every_tile_computes_what_float64_computes(bool isScattered, bool hasBias)
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        foreach (var shape in TileShapes.All())
        {
            foreach (var segments in new[] { 0, 1, 3 })
            {
                var run = new TileRun(shape, isScattered, hasBias, segments, seed: segments);
                run.Call(BFloat16Tiles.Get(shape));
                run.AssertRight();
            }
        }
    }

    [SkippableFact]
    public void Values_are_rounded_to_nearest_even()
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        var random = new Random(1);
        // With an odd number of columns, both instructions that round are used.
        var shape = new TileShape(2, 3, 1, TileEpilogue.None);
        var tile = BFloat16Tiles.Get(shape);
        for (var repetition = 0; repetition < 1000; repetition++)
        {
            var run = new TileRun(shape, isScattered: false, hasBias: true, segments: 0, seed: 0);
            for (var i = 0; i < run.Bias!.Length; i++)
            {
                // Every other value lies in the middle between two. Numbers below 2^-126 become 0 and are left out.
                var bits = (uint)random.Next(0x00800000, 0x7F000000) | ((uint)random.Next(2) << 31);
                run.Bias[i] = BitConverter.UInt32BitsToSingle(i % 2 == 0 ? (bits & 0xFFFF0000) | 0x8000 : bits);
            }
            run.Call(tile);
            for (var block = 0; block < shape.Blocks; block++)
            {
                for (var column = 0; column < shape.Columns; column++)
                {
                    for (var lane = 0; lane < 16; lane++)
                    {
                        Assert.Equal(TileRun.ToSingle(TileRun.ToBFloat16(run.Bias[(block * 16) + lane])), run.Written(block, column, lane));
                    }
                }
            }
        }
    }

    [SkippableTheory]
    [InlineData(TileEpilogue.Relu)]
    [InlineData(TileEpilogue.AddRelu)]
    public void ReLU_keeps_NaN_and_infinity(object epilogue)
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        var shape = new TileShape(1, 3, 1, (TileEpilogue)epilogue);
        var run = new TileRun(shape, isScattered: false, hasBias: true, segments: 2, seed: 3);
        run.Bias![0] = float.NaN;
        run.Bias[1] = float.PositiveInfinity;
        run.Bias[2] = float.NegativeInfinity;
        run.Bias[3] = 0;
        if (shape.Epilogue == TileEpilogue.AddRelu)
        {
            run.Addend(0, 1, 3) = TileRun.ToBFloat16(float.NaN);
        }
        run.Call(BFloat16Tiles.Get(shape));
        for (var column = 0; column < shape.Columns; column++)
        {
            Assert.True(float.IsNaN(run.Written(0, column, 0)));
            Assert.Equal(float.PositiveInfinity, run.Written(0, column, 1));
            Assert.Equal(0, run.Written(0, column, 2));
            Assert.Equal(shape.Epilogue == TileEpilogue.AddRelu && column == 1, float.IsNaN(run.Written(0, column, 3)));
        }
    }

    /// <summary>The code for Windows runs anywhere, if it is called as Windows calls.</summary>
    [SkippableFact]
    public void Tiles_for_Windows_compute_the_same_and_keep_the_registers_of_the_caller()
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        Skip.If(OperatingSystem.IsWindows(), "The caller here is written for Linux.");
        using var memory = new ExecutableMemory();
        Assert.True(memory.TryAllocate(CallerOfWindowsFunctions(), out var caller, out var reason), reason);

        foreach (var shape in TileShapes.All())
        {
            Assert.True(memory.TryAllocate(TileCode.Of(shape, CallingConvention.Windows), out var tile, out reason), reason);
            var run = new TileRun(shape, isScattered: shape.Columns % 2 == 0, hasBias: true, segments: 2, seed: 5);
            var arguments = run.Arguments;
            var before = Enumerable.Range(1, (10 * 2) + 2).Select(i => i * 0x0101_0101_0101).ToArray();
            var after = (long[])before.Clone();
            fixed (long* registers = after)
            {
                ((delegate* unmanaged<TileArguments*, long*, nint, void>)caller)(&arguments, registers, tile);
            }
            Assert.Equal(before, after);
            run.AssertRight();
        }
    }

    [SkippableFact]
    public void Threads_get_the_same_tile()
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        var tiles = new nint[64];
        foreach (var columns in new[] { 3, 5, 7 })
        {
            Parallel.For(0, tiles.Length, i => tiles[i] = BFloat16Tiles.Get(new TileShape(2, columns, 2, TileEpilogue.Add)));
            Assert.Single(tiles.Distinct());
        }
    }

    [Fact]
    public void Every_shape_has_a_tile_of_its_own_and_no_other_shape_has_one()
    {
        if (BFloat16Tiles.IsSupported)
        {
            var shapes = TileShapes.All().ToArray();
            Assert.Equal(shapes.Length, shapes.Select(BFloat16Tiles.Get).Distinct().Count());
        }
        Assert.Equal([28, 14, 9, 6], Enumerable.Range(1, 4).Select(BFloat16Tiles.MaxColumns));
        foreach (var shape in new TileShape[]
        {
            new(0, 1, 1, TileEpilogue.None), new(5, 1, 1, TileEpilogue.None), new(1, 0, 1, TileEpilogue.None),
            new(1, 29, 1, TileEpilogue.None), new(4, 7, 1, TileEpilogue.None), new(1, 1, 0, TileEpilogue.None), new(1, 1, -1, TileEpilogue.Sums),
            new(1, 1, 3, TileEpilogue.None), new(1, 1, 1, (TileEpilogue)5),
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => BFloat16Tiles.Get(shape));
        }
    }

    // A function (arguments, values of registers, function): gives xmm6 to xmm15, rsi and rdi their values, calls, and writes their values
    // after the call.
    private static byte[] CallerOfWindowsFunctions()
    {
        var a = new Assembler(64);
        a.push(rbx);
        a.mov(rbx, rsi);
        for (var i = 0; i < 10; i++)
        {
            a.movups(new AssemblerRegisterXMM(Register.XMM6 + i), __xmmword_ptr[rbx + (i * 16)]);
        }
        a.mov(rcx, rdi);
        a.mov(rsi, __qword_ptr[rbx + 160]);
        a.mov(rdi, __qword_ptr[rbx + 168]);
        a.sub(rsp, 32);
        a.call(rdx);
        a.add(rsp, 32);
        for (var i = 0; i < 10; i++)
        {
            a.movups(__xmmword_ptr[rbx + (i * 16)], new AssemblerRegisterXMM(Register.XMM6 + i));
        }
        a.mov(__qword_ptr[rbx + 160], rsi);
        a.mov(__qword_ptr[rbx + 168], rdi);
        a.pop(rbx);
        a.ret();
        using var stream = new MemoryStream();
        a.Assemble(new StreamCodeWriter(stream), 0);
        return stream.ToArray();
    }
}
