using System;
using System.IO;
using System.Linq;
using ResNetGen.Logs;

namespace ResNetGen.Runtime.Tests.Logs;

public class TensorBoardLogTests
{
    // The published format once more, in another language: prints each record's step, and tag and number of each scalar.
    private const string Reader = """
        import struct, sys
        table = []
        for value in range(256):
            for _ in range(8):
                value = value >> 1 ^ (0x82f63b78 if value & 1 else 0)
            table.append(value)
        def masked(data):
            crc = 0xffffffff
            for byte in data:
                crc = table[(crc ^ byte) & 255] ^ crc >> 8
            crc ^= 0xffffffff
            return ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff
        def fields(data):
            place = 0
            def varint():
                nonlocal place
                value = shift = 0
                while True:
                    byte = data[place]; place += 1
                    value |= (byte & 127) << shift; shift += 7
                    if byte < 128: return value
            while place < len(data):
                key = varint()
                if key & 7 == 0: yield key >> 3, varint(); continue
                size = {1: 8, 5: 4}.get(key & 7) or varint()
                yield key >> 3, data[place:place + size]; place += size
        data = open(sys.argv[1], 'rb').read()
        while data:
            size, crc = struct.unpack('<QI', data[:12])
            record = data[12:12 + size]
            assert crc == masked(data[:8])
            assert struct.unpack('<I', data[12 + size:16 + size])[0] == masked(record)
            data = data[16 + size:]
            event = dict(fields(record))
            print(event.get(2, 0), event.get(3, b'').decode(), end='')
            for _, value in fields(event.get(5, b'')):
                value = dict(fields(value))
                if 2 in value: print('', value[1].decode(), '%g' % struct.unpack('<f', value[2]), end='')
            print()
        """;

    [Fact]
    public void The_reader_of_these_tests_has_the_published_checksum()
    {
        // RFC 3720, B.4, and the usual check of nine digits.
        Assert.Equal(0x8a9136aau, EventFile.Crc(new byte[32]));
        Assert.Equal(0xe3069283u, EventFile.Crc("123456789"u8));
    }

    [Fact]
    public void Epochs_and_steps_are_read_back_by_the_published_format()
    {
        using var folder = new ScratchFolder();
        var path = Write(folder, 0, 1, 2);
        var events = EventFile.Read(path);

        Assert.Equal(folder.File("events.out.tfevents.resnetgen"), path);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.Equal(("command/text_summary", "    resnetgen train x"), events[1].Texts.Single());
        Assert.Equal([150, 200], events.TakeLast(2).Select(e => e.Step));
        Assert.Equal([("step/loss", 1.5f), ("step/learning_rate", 0.05f), ("step/images_per_second", 480f)], events[^2].Scalars);
        Assert.Equal(
            [("loss/train", 1f), ("loss/test", 1.25f), ("top1/train", 0.2f), ("top1/test", 1 / 9f), ("learning_rate", 0.05f), ("images_per_second", 502f), ("epoch", 2f)],
            events[^1].Scalars);
        Assert.All(events, e => Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - e.Time, -5, 300));
    }

    [SkippableFact]
    public void Python_reads_the_same()
    {
        using var folder = new ScratchFolder();
        var lines = Python.Run(Reader, Write(folder, 0, 1, 2)).TrimEnd().Split('\n');

        Assert.Equal("0 brain.Event:2", lines[0]);
        Assert.Equal("50  step/loss 1.5 step/learning_rate 0.05 step/images_per_second 480", lines[2]);
        Assert.Equal("200  loss/train 1 loss/test 1.25 top1/train 0.2 top1/test 0.111111 learning_rate 0.05 images_per_second 502 epoch 2", lines[^1]);
    }

    [SkippableFact]
    public void TensorBoard_reads_the_same()
    {
        Python.Require("tensorboard", "Debian has no package of it: pip install --target DIR tensorboard, then PYTHONPATH=DIR ./test Runtime");

        using var folder = new ScratchFolder();
        var path = Write(folder, 0, 1, 2);
        var said = Python.Run(
            """
            import sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            events = EventAccumulator(sys.argv[1]); events.Reload()
            print(*('%d:%g' % (e.step, e.value) for e in events.Scalars('loss/test')))
            print(events.Tensors('command/text_summary')[0].tensor_proto.string_val[0].decode().strip())
            """,
            path);

        Assert.Equal("100:2.5 200:1.25\nresnetgen train x\n", said);
    }

    [Fact]
    public void Wherever_a_killed_run_left_off_the_file_goes_on_behind_the_last_epoch_that_counts()
    {
        using var folder = new ScratchFolder();
        var path = Write(folder, 0, 1, 2, 3);
        var whole = File.ReadAllBytes(path);
        var expected = EventFile.Read(path).Select(Said).ToArray();
        File.Delete(path);
        var needed = (int)new FileInfo(Write(folder, 0, 1, 2)).Length;

        foreach (var length in Enumerable.Range(needed, whole.Length - needed + 1))
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Equal(path, Write(folder, 2, 3));

            Assert.Equal(expected, EventFile.Read(path).Select(Said));
        }
    }

    [Theory]
    [InlineData(0, 0, new long[0])]
    [InlineData(0, 50, new long[] { 0, 0, 50 })]
    [InlineData(1, 100, new long[] { 0, 0, 50, 100 })]
    [InlineData(1, 150, new long[] { 0, 0, 50, 100, 150 })]
    [InlineData(1, 199, new long[] { 0, 0, 50, 100, 150 })]
    public void Steps_of_an_epoch_that_was_begun_stay_as_far_as_the_run_goes_on_behind_them(int epochs, long steps, long[] kept)
    {
        using var folder = new ScratchFolder();
        var path = Write(folder, 0, 1, 2);

        new TensorBoardLog(folder.Path, epochs, steps).Dispose();

        Assert.Equal(kept, EventFile.Read(path).Select(e => e.Step).Skip(kept.Length == 0 ? 1 : 0));
    }

    [Fact]
    public void Bytes_that_are_wrong_are_cut_off_with_all_behind_them()
    {
        using var folder = new ScratchFolder();
        var path = Write(folder, 0, 1, 2);
        var bytes = File.ReadAllBytes(path);
        bytes[^20] ^= 1;
        File.WriteAllBytes(path, bytes);
        Write(folder, 2, 2);

        Assert.Equal([0, 0, 50, 100, 150, 200], EventFile.Read(path).Select(e => e.Step));
    }

    [Fact]
    public void An_epoch_is_in_the_file_before_the_log_is_closed()
    {
        using var folder = new ScratchFolder();
        using var log = new TensorBoardLog(folder.Path);
        log.Add(Epochs.Number(1));
        using var copy = File.Create(folder.File("copy"));
        using (var file = new FileStream(log.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            file.CopyTo(copy);
        }

        copy.Close();
        Assert.Equal(100, EventFile.Read(folder.File("copy"))[^1].Step);
    }

    private static string Said(EventFile.Event e) => $"{e.Step} {e.Version} {string.Join(' ', e.Scalars)} {string.Join(' ', e.Texts)}";

    private static string Write(ScratchFolder folder, int epochs, params int[] added)
    {
        using var log = new TensorBoardLog(folder.Path, epochs, steps: 0, "resnetgen train x");
        foreach (var epoch in added)
        {
            log.Add(Epochs.Step((100 * epoch) - 50));
            log.Add(Epochs.Number(epoch));
        }

        return log.Path;
    }
}
