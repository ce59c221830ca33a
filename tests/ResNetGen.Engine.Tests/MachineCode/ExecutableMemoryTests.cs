using System;
using System.Runtime.InteropServices;
using ResNetGen.Engine.MachineCode;

namespace ResNetGen.Engine.Tests.MachineCode;

public unsafe class ExecutableMemoryTests
{
    [SkippableFact]
    public void Functions_run_and_stay_where_they_are()
    {
        Skip.IfNot(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The machine code is for x64.");
        using var memory = new ExecutableMemory();
        var functions = new nint[10_000];
        for (var i = 0; i < functions.Length; i++)
        {
            // mov eax, i; ret
            ReadOnlySpan<byte> code = [0xB8, (byte)i, (byte)(i >> 8), 0, 0, 0xC3];
            var isAllocated = memory.TryAllocate(code, out functions[i], out var reason);
            Skip.If(!isAllocated && i == 0, reason);
            Assert.True(isAllocated, reason);
            Assert.Equal(0, functions[i] % 64);
        }
        for (var i = 0; i < functions.Length; i++)
        {
            Assert.Equal(i, ((delegate* unmanaged<int>)functions[i])());
        }
    }

    [SkippableFact]
    public void A_function_may_be_larger_than_the_usual_region()
    {
        Skip.IfNot(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The machine code is for x64.");
        using var memory = new ExecutableMemory();
        var code = new byte[1_000_000];
        // nop, and at the end mov eax, 7; ret
        Array.Fill(code, (byte)0x90);
        ReadOnlySpan<byte> end = [0xB8, 7, 0, 0, 0, 0xC3];
        end.CopyTo(code.AsSpan(code.Length - end.Length));
        Skip.IfNot(memory.TryAllocate(code, out var function, out var reason), reason);
        Assert.Equal(7, ((delegate* unmanaged<int>)function)());
    }

    [Fact]
    public void What_the_system_refuses_is_told_in_words()
    {
        using var memory = new ExecutableMemory();
        if (memory.TryAllocate([0xC3], out var function, out var reason))
        {
            Assert.NotEqual(0, function);
            Assert.Null(reason);
        }
        else
        {
            Assert.Equal(0, function);
            Assert.NotEmpty(reason);
        }
    }
}
