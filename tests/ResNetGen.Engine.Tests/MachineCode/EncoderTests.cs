using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Iced.Intel;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.MachineCode;
using static Iced.Intel.AssemblerRegisters;
using Encoder = ResNetGen.Engine.MachineCode.Encoder;
using IcedEncoder = Iced.Intel.Encoder;
using Label = ResNetGen.Engine.MachineCode.Label;
using MemoryOperand = ResNetGen.Engine.MachineCode.MemoryOperand;

namespace ResNetGen.Engine.Tests.MachineCode;

/// <summary>Compares what the encoder writes with what the assembler Iced writes.</summary>
public class EncoderTests
{
    private static readonly int[] Displacements =
    [
        0, 4, 32, 64, 68, -4, -64, 127, 128, -128, -129, 508, 512, -512, -516, 1020, 4064, 8128, 8192, -8192, -8256,
        100_000, -100_000, int.MaxValue,
    ];

    private static readonly int[] Vectors = [0, 1, 5, 7, 8, 12, 15, 16, 20, 23, 24, 29, 31];

    private static readonly GeneralRegister[] Generals = Enum.GetValues<GeneralRegister>();

    [Fact]
    public void Moves_between_general_registers_and_additions_are_those_of_Iced()
    {
        foreach (var a in Generals)
        {
            AssertSame(e => e.Push(a), i => i.push(Iced64(a)));
            AssertSame(e => e.Pop(a), i => i.pop(Iced64(a)));
            AssertSame(e => e.Mov(a, 0x1234567u), i => i.mov(new AssemblerRegister32(Register.EAX + (int)a), 0x1234567u));
            foreach (var value in Displacements)
            {
                // The assembler has a longer form for rax.
                var form = value is >= -128 and <= 127 ? Code.Add_rm64_imm8 : Code.Add_rm64_imm32;
                AssertSame(e => e.Add(a, value), i => i.AddInstruction(Instruction.Create(form, Iced64(a), value)));
            }
            foreach (var b in Generals)
            {
                AssertSame(e => e.Mov(a, b), i => i.mov(Iced64(a), Iced64(b)));
                AssertSame(e => e.Add(a, b), i => i.add(Iced64(a), Iced64(b)));
                AssertSame(e => e.Test(a, b), i => i.test(Iced64(a), Iced64(b)));
            }
        }
        AssertSame(e => e.Ret(), i => i.ret());
        AssertSame(e => e.Vzeroupper(), i => i.vzeroupper());
    }

    [Fact]
    public void Instructions_between_general_registers_and_memory_are_those_of_Iced()
    {
        foreach (var memory in Memories())
        {
            AssertSame(e => e.Prefetcht0(memory), i => i.prefetcht0(__byte_ptr[AddressOf(memory)]));
            foreach (var a in Generals)
            {
                AssertSame(e => e.Mov(a, memory), i => i.mov(Iced64(a), __qword_ptr[AddressOf(memory)]));
                AssertSame(e => e.Lea(a, memory), i => i.lea(Iced64(a), __[AddressOf(memory)]));
            }
        }
    }

    [Fact]
    public void Instructions_between_vectors_and_memory_are_those_of_Iced()
    {
        foreach (var memory in Memories())
        {
            foreach (var a in Vectors)
            {
                VectorRegister v = new(a);
                AssertSame(e => e.Vmovups(v, memory), i => i.vmovups(Zmm(a), __zmmword_ptr[AddressOf(memory)]));
                AssertSame(e => e.Vmovups(memory, v), i => i.vmovups(__zmmword_ptr[AddressOf(memory)], Zmm(a)));
                AssertSame(e => e.Vmovups(memory, v, VectorWidth.Ymm), i => i.evex.vmovups(__ymmword_ptr[AddressOf(memory)], Ymm(a)));
                AssertSame(e => e.Vmovups(v, memory, VectorWidth.Xmm), i => i.evex.vmovups(Xmm(a), __xmmword_ptr[AddressOf(memory)]));
                AssertSame(e => e.Vmovups(memory, v, VectorWidth.Xmm), i => i.evex.vmovups(__xmmword_ptr[AddressOf(memory)], Xmm(a)));
                AssertSame(e => e.Vbroadcastss(v, memory), i => i.vbroadcastss(Zmm(a), __dword_ptr[AddressOf(memory)]));
                AssertSame(e => e.Vpmovzxwd(v, memory), i => i.vpmovzxwd(Zmm(a), __ymmword_ptr[AddressOf(memory)]));
                var b = 31 - a;
                AssertSame(e => e.Vdpbf16psBroadcast(v, new(b), memory), i => i.vdpbf16ps(Zmm(a), Zmm(b), __dword_bcst[AddressOf(memory)]));
            }
        }
    }

    [Fact]
    public void Instructions_between_vectors_are_those_of_Iced()
    {
        foreach (var a in Vectors)
        {
            foreach (var b in Vectors)
            {
                VectorRegister va = new(a), vb = new(b);
                AssertSame(e => e.Vmovups(va, vb), i => i.vmovups(Zmm(a), Zmm(b)));
                AssertSame(e => e.Vpslld(va, vb, 16), i => i.vpslld(Zmm(a), Zmm(b), 16));
                AssertSame(e => e.Vcvtneps2bf16(va, vb), i => i.vcvtneps2bf16(Ymm(a), Zmm(b)));
                foreach (var c in Vectors)
                {
                    VectorRegister vc = new(c);
                    AssertSame(e => e.Vdpbf16ps(va, vb, vc), i => i.vdpbf16ps(Zmm(a), Zmm(b), Zmm(c)));
                    AssertSame(e => e.Vaddps(va, vb, vc), i => i.vaddps(Zmm(a), Zmm(b), Zmm(c)));
                    AssertSame(e => e.Vmaxps(va, vb, vc), i => i.vmaxps(Zmm(a), Zmm(b), Zmm(c)));
                    AssertSame(e => e.Vpxord(va, vb, vc), i => i.vpxord(Zmm(a), Zmm(b), Zmm(c)));
                    AssertSame(e => e.Vcvtne2ps2bf16(va, vb, vc), i => i.vcvtne2ps2bf16(Zmm(a), Zmm(b), Zmm(c)));
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(124)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(10_000)]
    public void Jumps_lead_to_their_labels(int between)
    {
        foreach (var isForward in new[] { false, true })
        {
            var encoder = new Encoder();
            var label = new Label();
            encoder.Push(GeneralRegister.R8);
            void Fill()
            {
                for (var i = 0; i < between; i++)
                {
                    encoder.Ret();
                }
            }
            if (isForward)
            {
                encoder.Jcc(Condition.NotZero, label);
                encoder.Jmp(label);
                encoder.Jcc(Condition.Zero, label);
                Fill();
                encoder.Bind(label);
            }
            else
            {
                encoder.Bind(label);
                Fill();
                encoder.Jcc(Condition.NotZero, label);
                encoder.Jmp(label);
                encoder.Jcc(Condition.Zero, label);
            }
            encoder.Vzeroupper();

            var instructions = Decode(encoder.Code.ToArray());
            var jumps = instructions.Where(i => i.Mnemonic is Mnemonic.Jmp or Mnemonic.Je or Mnemonic.Jne).ToArray();
            Assert.Equal([Mnemonic.Jne, Mnemonic.Jmp, Mnemonic.Je], jumps.Select(j => j.Mnemonic));
            var expected = isForward ? instructions[^1].IP : instructions[1].IP;
            Assert.All(jumps, j => Assert.Equal(expected, j.NearBranchTarget));
        }
    }

    [Fact]
    public void Iced_reads_every_function_and_would_write_the_same_bytes()
    {
        foreach (var convention in Enum.GetValues<CallingConvention>())
        {
            foreach (var bytes in TileShapes.All().Select(shape => TileCode.Of(shape, convention)).Append(BFloat16Rounding.Code(convention)))
            {
                var instructions = Decode(bytes);
                Assert.DoesNotContain(instructions, i => i.IsInvalid);
                Assert.Equal(Mnemonic.Ret, instructions[^1].Mnemonic);
                Assert.Equal(Mnemonic.Vzeroupper, instructions[^2].Mnemonic);

                var stream = new MemoryStream();
                var encoder = IcedEncoder.Create(64, new StreamCodeWriter(stream));
                foreach (var instruction in instructions)
                {
                    encoder.Encode(instruction, instruction.IP);
                }
                Assert.Equal(bytes, stream.ToArray());
            }
        }
    }

    private static List<Instruction> Decode(byte[] bytes)
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(bytes));
        var instructions = new List<Instruction>();
        while (decoder.IP < (ulong)bytes.Length)
        {
            instructions.Add(decoder.Decode());
        }
        return instructions;
    }

    // All base registers with all displacements, and with all indices.
    private static IEnumerable<MemoryOperand> Memories()
    {
        foreach (var register in Generals)
        {
            foreach (var displacement in Displacements)
            {
                yield return new MemoryOperand(register, displacement);
            }
            foreach (var index in Generals.Where(g => g != GeneralRegister.Rsp))
            {
                foreach (var displacement in new[] { 0, 64, 516 })
                {
                    yield return new MemoryOperand(register, displacement, index, 1 << ((int)index % 4));
                }
            }
        }
    }

    private static AssemblerMemoryOperand AddressOf(MemoryOperand memory)
    {
        var address = Iced64(memory.Base);
        return memory.Index is { } index ? address + (Iced64(index) * memory.Scale) + memory.Displacement : address + memory.Displacement;
    }

    private static AssemblerRegister64 Iced64(GeneralRegister register) => new(Register.RAX + (int)register);

    private static AssemblerRegisterXMM Xmm(int number) => new(Register.XMM0 + number);

    private static AssemblerRegisterYMM Ymm(int number) => new(Register.YMM0 + number);

    private static AssemblerRegisterZMM Zmm(int number) => new(Register.ZMM0 + number);

    private static void AssertSame(Action<Encoder> write, Action<Assembler> assemble)
    {
        var encoder = new Encoder();
        write(encoder);
        var assembler = new Assembler(64);
        assemble(assembler);
        var stream = new MemoryStream();
        assembler.Assemble(new StreamCodeWriter(stream), 0);
        var expected = stream.ToArray();
        if (!encoder.Code.SequenceEqual(expected))
        {
            Assert.Fail($"{assembler.Instructions[0]}: {Convert.ToHexString(encoder.Code)}, Iced writes {Convert.ToHexString(expected)}");
        }
    }
}
