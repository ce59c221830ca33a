using System;
using System.IO;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;

namespace ResNetGen.Cli.Tests;

public sealed class NetworkCacheTests
{
    private static readonly SpecFile Spec = SpecFile.OfText("small.resnet.json", """{ "version": 1, "depth": 8 }""");

    [Fact]
    public void What_is_kept_is_found_until_spec_or_name_change()
    {
        using var folder = new ScratchFolder();
        var cache = new NetworkCache(folder.File("networks"));

        Assert.Null(cache.Find(Spec));
        cache.Keep(Spec, [1, 2, 3]);

        Assert.Equal<byte>([1, 2, 3], cache.Find(Spec)!);
        Assert.Equal<byte>([1, 2, 3], cache.Find(Spec with { Path = "elsewhere/small.resnet.json" })!);
        Assert.Null(cache.Find(SpecFile.OfText("small.resnet.json", """{ "version": 1, "depth": 14 }""")));
        Assert.Null(cache.Find(SpecFile.OfText("other.resnet.json", Spec.Text)));
    }

    [Fact]
    public void What_nobody_asked_for_in_a_month_is_deleted()
    {
        using var folder = new ScratchFolder();
        var cache = new NetworkCache(folder.Path);
        foreach (var (name, days) in new[] { ("old.dll", 31), ("young.dll", 29) })
        {
            File.WriteAllText(folder.File(name), "");
            File.SetLastWriteTimeUtc(folder.File(name), DateTime.UtcNow.AddDays(-days));
        }

        cache.Keep(Spec, [1]);

        Assert.False(File.Exists(folder.File("old.dll")));
        Assert.True(File.Exists(folder.File("young.dll")));
    }

    [Fact]
    public void A_folder_that_cannot_be_used_costs_nothing_but_time()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("file"), "");
        var cache = new NetworkCache(folder.File("file/networks"));

        cache.Keep(Spec, [1]);

        Assert.Null(cache.Find(Spec));
    }

    [Fact]
    public void A_specification_for_inference_alone_is_computed_by_TorchSharp()
    {
        using var folder = new ScratchFolder();
        var spec = SpecFile.OfText("small.resnet.json", """{ "version": 1, "target": "inference", "depth": 8 }""");

        using var network = NetworkLoader.Load(spec, seed: 1, new NetworkCache(folder.Path));

        Assert.Equal(spec.Plan.Parameters, System.Linq.Enumerable.Sum(network.parameters(), parameter => parameter.numel()));
    }

    [Fact]
    public void The_second_start_takes_what_the_first_compiled()
    {
        using var folder = new ScratchFolder();
        var cache = new NetworkCache(folder.Path);
        var other = SpecFile.OfText("small.resnet.json", """{ "version": 1, "depth": 14 }""");
        NetworkLoader.Load(Spec, 0, cache).Dispose();
        NetworkLoader.Load(other, 0, cache).Dispose();
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);

        // It shows which is taken where one stands in the other's place.
        cache.Keep(Spec, cache.Find(other)!);

        using var network = NetworkLoader.Load(Spec, 0, cache);
        Assert.Equal(14, ((IGeneratedNetwork)network).Info.Depth);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5000)]
    public void A_damaged_file_is_made_again(int left)
    {
        using var folder = new ScratchFolder();
        var cache = new NetworkCache(folder.Path);
        NetworkLoader.Load(Spec, 0, cache).Dispose();
        var whole = cache.Find(Spec)!;
        cache.Keep(Spec, whole[..left]);

        NetworkLoader.Load(Spec, 0, cache).Dispose();

        Assert.Equal(whole.Length, cache.Find(Spec)!.Length);
    }
}
