using System;
using System.Buffers.Binary;
using System.Numerics;

namespace ResNetGen.Engine.MachineCode;

/// <summary>
/// Encodes the x86-64 instructions that convolution tiles consist of. Methods have the names that Intel gives the instructions, and
/// operands are in Intel's order: destination first. General registers are 64 bits wide; vector instructions have the EVEX form, which
/// reaches all 32 registers.
/// </summary>
internal sealed class Encoder
{
    private const int LongestInstruction = 15;

    // What a ModRM byte has in place of a base register where a SIB byte follows, and a SIB byte in place of an index where there is none.
    private const int SibFollows = 4, NoIndex = 4;

    private byte[] bytes = new byte[4096];

    private int length;

    /// <summary>The instructions so far. All labels that jumps lead to must be bound.</summary>
    public ReadOnlySpan<byte> Code => bytes.AsSpan(0, length);

    /// <summary>Gives a label the place of the next instruction.</summary>
    public void Bind(Label label)
    {
        label.Position = length;
        foreach (var jump in label.Jumps)
        {
            WriteInt32(jump, length - (jump + sizeof(int)));
        }
    }

    public void Jmp(Label target)
    {
        StartInstruction();
        if (IsNear(target))
        {
            Byte(0xEB);
            Byte(target.Position - (length + 1));
            return;
        }
        Byte(0xE9);
        Distance(target);
    }

    public void Jcc(Condition condition, Label target)
    {
        StartInstruction();
        if (IsNear(target))
        {
            Byte(0x70 | (int)condition);
            Byte(target.Position - (length + 1));
            return;
        }
        Byte(0x0F);
        Byte(0x80 | (int)condition);
        Distance(target);
    }

    public void Ret()
    {
        StartInstruction();
        Byte(0xC3);
    }

    public void Push(GeneralRegister source) => OneByte(0x50, source);

    public void Pop(GeneralRegister destination) => OneByte(0x58, destination);

    public void Mov(GeneralRegister destination, GeneralRegister source) => Integer(0x89, source, destination);

    public void Mov(GeneralRegister destination, MemoryOperand source) => Integer(0x8B, destination, source);

    /// <summary>mov r32, imm32, which clears the upper half of the register.</summary>
    public void Mov(GeneralRegister destination, uint value)
    {
        OneByte(0xB8, destination);
        Int32((int)value);
    }

    public void Lea(GeneralRegister destination, MemoryOperand source) => Integer(0x8D, destination, source);

    public void Add(GeneralRegister destination, GeneralRegister source) => Integer(0x01, source, destination);

    public void Add(GeneralRegister destination, int value)
    {
        // A part of the opcode, where other instructions have a register.
        const GeneralRegister Addition = GeneralRegister.Rax;
        if (value is >= sbyte.MinValue and <= sbyte.MaxValue)
        {
            Integer(0x83, Addition, destination);
            Byte(value);
        }
        else
        {
            Integer(0x81, Addition, destination);
            Int32(value);
        }
    }

    public void Test(GeneralRegister first, GeneralRegister second) => Integer(0x85, second, first);

    public void Prefetcht0(MemoryOperand source)
    {
        StartInstruction();
        var rex = High((int)source.Base) | (IndexHigh(source) << 1);
        if (rex != 0)
        {
            Byte(0x40 | rex);
        }
        Byte(0x0F);
        Byte(0x18);
        Operands(1, source, 1);
    }

    public void Vzeroupper()
    {
        StartInstruction();
        Byte(0xC5);
        Byte(0xF8);
        Byte(0x77);
    }

    public void Vmovups(VectorRegister destination, VectorRegister source) => Evex(EvexOpcode.Vmovups, destination.Number, default, source);

    public void Vmovups(VectorRegister destination, MemoryOperand source, VectorWidth width = VectorWidth.Zmm) =>
        Evex(EvexOpcode.Vmovups, destination.Number, default, source, BytesOf(width), width);

    public void Vmovups(MemoryOperand destination, VectorRegister source, VectorWidth width = VectorWidth.Zmm) =>
        Evex(EvexOpcode.VmovupsStore, source.Number, default, destination, BytesOf(width), width);

    public void Vbroadcastss(VectorRegister destination, MemoryOperand source) =>
        Evex(EvexOpcode.Vbroadcastss, destination.Number, default, source, sizeof(float));

    /// <summary>Adds to each float32 the products of two pairs of bfloat16.</summary>
    public void Vdpbf16ps(VectorRegister sums, VectorRegister first, VectorRegister second) =>
        Evex(EvexOpcode.Vdpbf16ps, sums.Number, first, second);

    /// <summary>Adds to each float32 the products of a pair of bfloat16 and the one pair in memory.</summary>
    public void Vdpbf16psBroadcast(VectorRegister sums, VectorRegister first, MemoryOperand second) =>
        Evex(EvexOpcode.Vdpbf16ps, sums.Number, first, second, sizeof(float), isBroadcast: true);

    public void Vaddps(VectorRegister destination, VectorRegister first, VectorRegister second) =>
        Evex(EvexOpcode.Vaddps, destination.Number, first, second);

    /// <summary>The maximum; <paramref name="second"/> where either is NaN.</summary>
    public void Vmaxps(VectorRegister destination, VectorRegister first, VectorRegister second) =>
        Evex(EvexOpcode.Vmaxps, destination.Number, first, second);

    public void Vpxord(VectorRegister destination, VectorRegister first, VectorRegister second) =>
        Evex(EvexOpcode.Vpxord, destination.Number, first, second);

    /// <summary>Sixteen 16-bit integers in memory to 32 bits, with zeros above.</summary>
    public void Vpmovzxwd(VectorRegister destination, MemoryOperand source) =>
        Evex(EvexOpcode.Vpmovzxwd, destination.Number, default, source, BytesOf(VectorWidth.Ymm));

    /// <summary>Shifts each 32-bit integer to the left.</summary>
    public void Vpslld(VectorRegister destination, VectorRegister source, byte bits)
    {
        // The destination is where other instructions have their first source, and a part of the opcode where they have their destination.
        const int ShiftLeft = 6;
        Evex(EvexOpcode.VpslldImmediate, ShiftLeft, destination, source);
        Byte(bits);
    }

    /// <summary>Sixteen float32 to bfloat16, in the lower half of the destination.</summary>
    public void Vcvtneps2bf16(VectorRegister destination, VectorRegister source) =>
        Evex(EvexOpcode.Vcvtneps2bf16, destination.Number, default, source);

    /// <summary>Two times sixteen float32 to bfloat16.</summary>
    public void Vcvtne2ps2bf16(VectorRegister destination, VectorRegister upper, VectorRegister lower) =>
        Evex(EvexOpcode.Vcvtne2ps2bf16, destination.Number, upper, lower);

    private static int BytesOf(VectorWidth width) => 16 << (int)width;

    private static int High(int register) => (register >> 3) & 1;

    private static int IndexHigh(MemoryOperand operand) => operand.Index is { } index ? High((int)index) : 0;

    // EVEX prefixes hold the upper bits of register numbers inverted.
    private static int Inverted(int register, int bit) => (~register >> bit) & 1;

    private bool IsNear(Label target) => target.Position >= 0 && target.Position - (length + 2) >= sbyte.MinValue;

    private void Distance(Label target)
    {
        if (target.Position < 0)
        {
            target.Jumps.Add(length);
        }
        Int32(target.Position - (length + sizeof(int)));
    }

    private void OneByte(int opcode, GeneralRegister register)
    {
        StartInstruction();
        if (High((int)register) != 0)
        {
            Byte(0x41);
        }
        Byte(opcode | ((int)register & 7));
    }

    private void Integer(int opcode, GeneralRegister register, GeneralRegister operand)
    {
        StartInstruction();
        Byte(0x48 | (High((int)register) << 2) | High((int)operand));
        Byte(opcode);
        Byte(0xC0 | (((int)register & 7) << 3) | ((int)operand & 7));
    }

    private void Integer(int opcode, GeneralRegister register, MemoryOperand operand)
    {
        StartInstruction();
        Byte(0x48 | (High((int)register) << 2) | (IndexHigh(operand) << 1) | High((int)operand.Base));
        Byte(opcode);
        Operands((int)register, operand, 1);
    }

    private void Evex(EvexOpcode opcode, int register, VectorRegister first, VectorRegister second)
    {
        StartInstruction();
        Prefix(opcode, register, first, Inverted(second.Number, 4), Inverted(second.Number, 3), VectorWidth.Zmm, isBroadcast: false);
        Byte(0xC0 | ((register & 7) << 3) | (second.Number & 7));
    }

    private void Evex(
        EvexOpcode opcode,
        int register,
        VectorRegister first,
        MemoryOperand second,
        int size,
        VectorWidth width = VectorWidth.Zmm,
        bool isBroadcast = false)
    {
        StartInstruction();
        Prefix(opcode, register, first, IndexHigh(second) ^ 1, Inverted((int)second.Base, 3), width, isBroadcast);
        Operands(register, second, size);
    }

    private void Prefix(EvexOpcode opcode, int register, VectorRegister first, int x, int b, VectorWidth width, bool isBroadcast)
    {
        Byte(0x62);
        Byte((Inverted(register, 3) << 7) | (x << 6) | (b << 5) | (Inverted(register, 4) << 4) | opcode.Map);
        Byte(((~first.Number & 15) << 3) | 4 | opcode.Prefix);
        Byte(((int)width << 5) | (isBroadcast ? 16 : 0) | (Inverted(first.Number, 4) << 3));
        Byte(opcode.Code);
    }

    // The ModRM byte of a register and an operand in memory, the SIB byte and the displacement. A displacement of one byte counts in units
    // of the operand's size where the prefix is EVEX, and in bytes elsewhere.
    private void Operands(int register, MemoryOperand operand, int unit)
    {
        var low = (int)operand.Base & 7;
        var displacement = operand.Displacement;
        // Without a displacement, rbp and r13 would mean an address relative to the next instruction.
        var isNone = displacement == 0 && low != (int)GeneralRegister.Rbp;
        var isByte = displacement % unit == 0 && displacement / unit is >= sbyte.MinValue and <= sbyte.MaxValue;
        var form = isNone ? 0 : isByte ? 1 : 2;
        var hasSib = operand.Index is not null || low == SibFollows;

        Byte((form << 6) | ((register & 7) << 3) | (hasSib ? SibFollows : low));
        if (hasSib)
        {
            var index = operand.Index is { } given ? (int)given & 7 : NoIndex;
            Byte((BitOperations.Log2((uint)operand.Scale) << 6) | (index << 3) | low);
        }
        if (form == 1)
        {
            Byte(displacement / unit);
        }
        else if (form == 2)
        {
            Int32(displacement);
        }
    }

    private void StartInstruction()
    {
        if (length + LongestInstruction > bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }
    }

    private void Byte(int value) => bytes[length++] = unchecked((byte)value);

    private void Int32(int value)
    {
        WriteInt32(length, value);
        length += sizeof(int);
    }

    private void WriteInt32(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), value);

    /// <summary>The opcode of an instruction with an EVEX prefix, whose elements are 32 bits wide.</summary>
    /// <param name="Map">1: opcodes after 0F; 2: opcodes after 0F 38.</param>
    /// <param name="Prefix">What stands for an older prefix: 0 for none, 1 for 66, 2 for F3, 3 for F2.</param>
    /// <param name="Code">The byte.</param>
    private readonly record struct EvexOpcode(int Map, int Prefix, int Code)
    {
        public static EvexOpcode Vmovups => new(1, 0, 0x10);

        public static EvexOpcode VmovupsStore => new(1, 0, 0x11);

        public static EvexOpcode Vaddps => new(1, 0, 0x58);

        public static EvexOpcode Vmaxps => new(1, 0, 0x5F);

        public static EvexOpcode VpslldImmediate => new(1, 1, 0x72);

        public static EvexOpcode Vpxord => new(1, 1, 0xEF);

        public static EvexOpcode Vbroadcastss => new(2, 1, 0x18);

        public static EvexOpcode Vpmovzxwd => new(2, 1, 0x33);

        public static EvexOpcode Vdpbf16ps => new(2, 2, 0x52);

        public static EvexOpcode Vcvtneps2bf16 => new(2, 2, 0x72);

        public static EvexOpcode Vcvtne2ps2bf16 => new(2, 3, 0x72);
    }
}
