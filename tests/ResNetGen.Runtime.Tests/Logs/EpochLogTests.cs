using System;
using System.IO;
using System.Linq;
using ResNetGen.Logs;

namespace ResNetGen.Runtime.Tests.Logs;

public class EpochLogTests
{
    [Theory]
    [InlineData("log.csv")]
    [InlineData("log.jsonl")]
    public void A_log_that_is_continued_is_that_of_a_run_that_never_ended_wherever_it_was_cut(string name)
    {
        using var folder = new ScratchFolder();
        Write(folder.File("whole-" + name), 0, 1, 2, 3);
        var whole = File.ReadAllBytes(folder.File("whole-" + name));
        Write(folder.File("two-" + name), 0, 1, 2);
        var needed = (int)new FileInfo(folder.File("two-" + name)).Length;

        for (var length = needed; length <= whole.Length; length++)
        {
            var cut = folder.Write(name, whole[..length]);
            Write(cut, 2, 3);

            Assert.Equal(whole, File.ReadAllBytes(cut));
        }
    }

    [Theory]
    [InlineData("log.csv", "3,half")]
    [InlineData("log.csv", "\0\0\0\0\n")]
    [InlineData("log.jsonl", "{\"epoch\": 3, \"ste")]
    [InlineData("log.jsonl", "null\n")]
    [InlineData("log.jsonl", "\0\0\0\0\n{}\n")]
    public void What_is_no_line_is_cut_off(string name, string rubbish)
    {
        using var folder = new ScratchFolder();
        var log = folder.File(name);
        Write(log, 0, 1, 2);
        var good = File.ReadAllText(log);
        File.AppendAllText(log, rubbish);
        Write(log, 5);

        Assert.Equal(good, File.ReadAllText(log));
    }

    [Theory]
    [InlineData("log.csv")]
    [InlineData("log.jsonl")]
    public void A_log_that_is_lost_is_begun_again(string name)
    {
        using var folder = new ScratchFolder();
        Write(folder.File(name), 4, 5);
        Write(folder.File("expected-" + name), 0, 5);

        Assert.Equal(File.ReadAllBytes(folder.File("expected-" + name)), File.ReadAllBytes(folder.File(name)));
    }

    [Fact]
    public void Another_table_is_not_written_over()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("log.csv", "name,value\n1,2\n"u8.ToArray());

        var error = Assert.Throws<IOException>(() => new CsvLog(file, 1));

        Assert.Contains("begins with 'name,value', not with 'epoch,steps,", error.Message, StringComparison.Ordinal);
        Assert.Equal("name,value\n1,2\n", File.ReadAllText(file));
    }

    [Fact]
    public void Lines_of_JSON_are_read_back_as_they_were()
    {
        using var folder = new ScratchFolder();
        var diverged = Epochs.Number(3) with { HeldOutLoss = double.NaN, Loss = double.PositiveInfinity };
        using (var log = new JsonLinesLog(folder.File("log.jsonl")))
        {
            log.Add(Epochs.Number(1));
            log.Add(Epochs.Number(2));
            log.Add(diverged);
        }

        Assert.Equal([Epochs.Number(1), Epochs.Number(2), diverged], JsonLinesLog.Read(folder.File("log.jsonl")));
    }

    [Fact]
    public void An_epoch_is_in_the_file_before_the_log_is_closed()
    {
        using var folder = new ScratchFolder();
        using var csv = new CsvLog(folder.File("log.csv"));
        using var lines = new JsonLinesLog(folder.File("log.jsonl"));
        csv.Add(Epochs.Number(8));
        lines.Add(Epochs.Number(8));

        using var reader = new StreamReader(new FileStream(csv.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal(
            "epoch,steps,loss,top1,learningRate,imagesPerSecond,seconds,secondsWaited,heldOut,heldOutLoss,heldOutTop1\n8,800,0.25,0.5,0.0125,508,484,4,test,0.3125,0.3333333333333333\n",
            reader.ReadToEnd());
        using var second = new StreamReader(new FileStream(lines.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.StartsWith("{\"epoch\":8,\"steps\":800,\"loss\":0.25,", second.ReadToEnd(), StringComparison.Ordinal);
    }

    private static void Write(string path, int epochs, params int[] added)
    {
        using IRunLog log = path.EndsWith(".csv", StringComparison.Ordinal) ? new CsvLog(path, epochs) : new JsonLinesLog(path, epochs);
        foreach (var epoch in added.Select(Epochs.Number))
        {
            log.Add(epoch);
        }
    }
}
