using System;
using System.Linq;
using ResNetGen.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Modules;

public class StageTests
{
    [Fact]
    public void Units_are_a_list_with_their_numbers_as_keys()
    {
        using var stage = new Stage<Unit>(new Unit(2, 3), 2, () => new Unit(3, 3));

        Assert.Equal(3, stage.Count);
        Assert.Equal([2, 3, 3], stage.Select(unit => unit.Inputs));
        Assert.Equal(3, stage[1].Inputs);
        Assert.Equal(
            ["0.linear.bias", "0.linear.weight", "1.linear.bias", "1.linear.weight", "2.linear.bias", "2.linear.weight"],
            stage.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_parent_may_register_it()
    {
        using var stage = new Stage<Unit>(new Unit(2, 2), new Unit(2, 2));
        using var parent = nn.Sequential(("layer1", (nn.Module<Tensor, Tensor>)stage));

        Assert.Contains("layer1.1.linear.weight", parent.state_dict().Keys);
    }

    [Fact]
    public void A_forward_pass_leaves_its_result_alone()
    {
        using var stage = new Stage<Unit>(new Unit(2, 3), 4, () => new Unit(3, 3));
        using var input = ones([5, 2], ScalarType.Float32);
        using (no_grad())
        {
            stage.forward(input).Dispose();
            var before = Tensor.TotalCount;
            var result = stage.forward(input);

            Assert.Equal([5, 3], result.shape);
            Assert.False(input.IsInvalid);
            Assert.Equal(before + 1, Tensor.TotalCount);
            result.Dispose();
            Assert.Equal(before, Tensor.TotalCount);
        }
    }

    [Fact]
    public void A_unit_may_give_its_input_back()
    {
        using var stage = new Stage<Unit>(new Unit(2, 2) { GiveInputBack = true }, new Unit(2, 2), new Unit(2, 2) { GiveInputBack = true });
        using var input = ones([5, 2], ScalarType.Float32);
        using var result = stage.forward(input);

        Assert.False(input.IsInvalid);
        Assert.False(result.IsInvalid);
        Assert.NotSame(input, result);
    }

    [Fact]
    public void A_unit_that_fails_leaks_nothing()
    {
        using var stage = new Stage<Unit>(new Unit(2, 2), new Unit(2, 2), new Unit(2, 2) { Fail = true });
        using var input = ones([5, 2], ScalarType.Float32);
        using (no_grad())
        {
            var before = Tensor.TotalCount;

            Assert.Throws<InvalidOperationException>(() => stage.forward(input));
            Assert.False(input.IsInvalid);
            Assert.Equal(before, Tensor.TotalCount);
        }
    }

    [Fact]
    public void Stages_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Stage<Unit>());
        using var unit = new Unit(1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Stage<Unit>(unit, -1, () => unit));
    }

    private sealed class Unit : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear linear;

        public Unit(int inputs, int outputs)
            : base(nameof(Unit))
        {
            Inputs = inputs;
            linear = nn.Linear(inputs, outputs);
            register_module("linear", linear);
        }

        public int Inputs { get; }

        public bool Fail { get; init; }

        public bool GiveInputBack { get; init; }

        public override Tensor forward(Tensor input) =>
            Fail ? throw new InvalidOperationException("a unit's own trouble") : GiveInputBack ? input : linear.call(input);

        // Its layers are registered by the constructor already.
        protected override void RegisterComponents()
        {
        }
    }
}
