using System;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

public sealed class ContainerTests
{
    [Fact]
    public void A_sequence_numbers_or_names_its_modules()
    {
        using var numbered = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1, false));
        using var named = nn.Sequential(("first", nn.Linear(2, 3)), ("second", nn.ReLU()));

        Assert.Equal(["0.weight", "0.bias", "2.weight"], numbered.state_dict().Keys);
        Assert.Equal(["first.weight", "first.bias"], named.state_dict().Keys);
        named.append(nn.Linear(3, 1, false));
        Assert.Equal("2.weight", named.state_dict().Keys.Last());
        Assert.Equal(3, named.Count);
    }

    [Fact]
    public void A_slice_shares_its_modules()
    {
        using var all = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1));

        var slice = all[1..];

        Assert.Equal(2, slice.Count);
        Assert.Same(all[2], slice[1]);
        Assert.Equal(["2.weight", "2.bias"], slice.state_dict().Keys);
        Assert.Equal(1, all[(2, null)].Count);
    }

    [Fact]
    public void A_list_registers_by_position()
    {
        using var list = nn.ModuleList(nn.Linear(1, 1, false), nn.Linear(2, 2, false));
        var third = nn.Linear(3, 3, false);

        list.Insert(0, third);

        Assert.Equal(["0.weight", "1.weight", "2.weight"], list.named_parameters().Select(static entry => entry.name));
        Assert.Same(third, list[0]);
        Assert.True(list.Remove(third));
        third.Dispose();
        Assert.Equal(2, list.parameters().Count());
    }

    [Fact]
    public void A_dictionary_registers_by_name_in_order()
    {
        using var modules = nn.ModuleDict(("b", nn.Linear(1, 1, false)), ("a", nn.Linear(2, 2, false)));

        Assert.Equal(["b", "a"], modules.keys());
        Assert.Equal(["b.weight", "a.weight"], modules.state_dict().Keys);
        modules["b"] = nn.Linear(3, 3, false);
        Assert.Equal(9, modules.parameters().First().numel());
        Assert.True(modules.Remove("a"));
        Assert.Single(modules.parameters());
        Assert.False(modules.ContainsKey("a"));
    }

    [Fact]
    public void A_list_in_a_field_is_registered_with_its_owner()
    {
        using var owner = new Owner();

        Assert.Equal(["blocks.0.weight", "blocks.1.weight"], owner.state_dict().Keys);
    }

    private sealed class Owner : nn.Module
    {
        private readonly ModuleList<Linear> blocks = nn.ModuleList(nn.Linear(1, 1, false), nn.Linear(2, 2, false));

        internal Owner() : base(nameof(Owner))
        {
            RegisterComponents();
            GC.KeepAlive(blocks);
        }
    }
}
