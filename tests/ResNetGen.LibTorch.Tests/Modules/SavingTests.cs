using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

public sealed class SavingTests
{
    [Fact]
    public void What_is_saved_is_loaded_bit_by_bit()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.weights");
        using var first = NetworkTests.Initial();
        using var second = new SmallNetwork();
        try
        {
            first.save(path);
            second.load(path);
            Assert.Single(Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"));
        }
        finally
        {
            File.Delete(path);
        }

        AssertSame(Snapshot(first), second);
    }

    [Fact]
    public void The_format_is_TorchSharps()
    {
        using var module = nn.Linear(2, 1, false);
        module.load_state_dict(new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weight"] = tensor(new[] { 1f, -2 }).reshape(1, 2) });
        using var memory = new MemoryStream();

        module.save(memory);

        byte[] expected = [1, 6, .. "weight"u8, 6, 2, 1, 2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-2f)];
        Assert.Equal(expected, memory.ToArray());
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends_and_changes_nothing()
    {
        using var first = NetworkTests.Initial();
        var bytes = Saved(first);
        using var second = new SmallNetwork();
        var untouched = Snapshot(second);

        for (var length = 0; length < bytes.Length; length++)
        {
            var error = Assert.Throws<InvalidDataException>(() => second.load(new MemoryStream(bytes[..length])));
            Assert.Contains("too soon", error.Message, StringComparison.Ordinal);
        }

        AssertSame(untouched, second);
        second.load(new MemoryStream(bytes));
        AssertSame(Snapshot(first), second);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 this is a zip file, as torch.save writes it, and not ours")]
    [InlineData("\u0001\u0006weight\u0077\u0001\u0002xxxx")]
    [InlineData("\u0001\u0006weight\u0006\u007f")]
    public void Another_file_is_refused(string content)
    {
        using var module = nn.Linear(2, 1, false);

        Assert.ThrowsAny<Exception>(() => module.load(new MemoryStream(Encoding.Latin1.GetBytes(content))));
        var error = Record.Exception(() => module.load(new MemoryStream(Encoding.Latin1.GetBytes(content))));
        Assert.True(error is InvalidDataException or ArgumentException, $"{error}");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var module = nn.Linear(2, 1);
        Assert.Contains("/no/such/file", Assert.Throws<FileNotFoundException>(() => module.load("/no/such/file")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_shapes_and_types_are_refused_before_anything_is_changed()
    {
        using var source = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 4));
        using var target = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 5));
        var untouched = Snapshot(target);

        var error = Assert.Throws<ArgumentException>(() => target.load(new MemoryStream(Saved(source)), strict: false));
        Assert.Contains("'1.weight'", error.Message, StringComparison.Ordinal);
        Assert.Contains("[4, 3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[5, 3]", error.Message, StringComparison.Ordinal);
        using var doubles = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 5)).to(ScalarType.Float64);
        Assert.Throws<ArgumentException>(() => { target.load(new MemoryStream(Saved(doubles))); });
        AssertSame(untouched, target);
    }

    [Fact]
    public void Strict_loading_names_the_keys_and_lax_loading_takes_what_fits()
    {
        using var source = nn.Sequential(("a", nn.Linear(2, 3)), ("b", nn.Linear(3, 4)));
        using var target = nn.Sequential(("a", nn.Linear(2, 3)), ("c", nn.Linear(3, 4)));
        var untouched = Snapshot(target);
        var bytes = Saved(source);

        var error = Assert.Throws<ArgumentException>(() => target.load(new MemoryStream(bytes)));
        Assert.Contains("2 missing (c.weight, c.bias)", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 unexpected (b.weight, b.bias)", error.Message, StringComparison.Ordinal);
        AssertSame(untouched, target);

        var loaded = new Dictionary<string, bool>(StringComparer.Ordinal);
        target.load(new MemoryStream(bytes), strict: false, loadedParameters: loaded);
        Assert.Equal(["a.bias", "a.weight"], loaded.Where(static entry => entry.Value).Select(static entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Equal(6, loaded.Count);
        Assert.True(source.get_parameter("a.weight").allclose(target.get_parameter("a.weight"), 0, 0));
    }

    [Fact]
    public void Skipped_keys_are_left_alone_on_both_ways()
    {
        using var source = nn.Linear(2, 3);
        using var target = nn.Linear(2, 3);
        using var bias = target.bias!.detach().clone();

        target.load(new MemoryStream(Saved(source)), skip: ["bias"]);
        Assert.True(bias.allclose(target.bias!, 0, 0));
        Assert.True(source.weight.allclose(target.weight, 0, 0));

        Assert.DoesNotContain("bias", Encoding.Latin1.GetString(Saved(source, ["bias"])), StringComparison.Ordinal);
        target.load(new MemoryStream(Saved(source, ["bias"])), skip: ["bias"]);
    }

    [Fact]
    public void A_state_dict_loads_strictly_or_what_fits()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Linear(2, 1);
        var source = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weight"] = ones(1, 2, ScalarType.Float64), ["extra"] = ones(1) };

        var error = Assert.Throws<InvalidOperationException>(() => module.load_state_dict(source));
        Assert.Contains("1 missing (bias). 1 unexpected (extra).", error.Message, StringComparison.Ordinal);

        var (missing, unexpected) = module.load_state_dict(source, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["extra"], unexpected);
        Assert.Equal([1f, 1f], module.weight.data<float>().ToArray());
        module.load_state_dict(source, skip: ["bias", "extra"]);

        source["weight"] = ones(2, 1);
        error = Assert.Throws<InvalidOperationException>(() => module.load_state_dict(source, strict: false));
        Assert.Contains("[2, 1]", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Saved(nn.Module module, IList<string>? skip = null)
    {
        using var memory = new MemoryStream();
        module.save(memory, skip);
        return memory.ToArray();
    }

    private static Dictionary<string, byte[]> Snapshot(nn.Module module) =>
        module.state_dict().ToDictionary(static entry => entry.Key, static entry => entry.Value.bytes.ToArray(), StringComparer.Ordinal);

    private static void AssertSame(Dictionary<string, byte[]> expected, nn.Module actual) => Assert.Equal(expected, Snapshot(actual));
}
