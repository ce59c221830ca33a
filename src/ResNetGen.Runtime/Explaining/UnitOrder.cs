using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>
/// Swaps units of one stage and one shape by giving them each other's weights. Disposed of, it has given each its own again.
/// </summary>
internal sealed class UnitOrder : IDisposable
{
    private readonly NetworkParts parts;
    private readonly List<int[]> alike;
    private readonly Dictionary<int, List<Tensor>> own = [];
    private readonly int[] order;

    /// <param name="parts">The network.</param>
    public UnitOrder(NetworkParts parts)
    {
        this.parts = parts;
        order = [.. Enumerable.Range(0, parts.Units.Count)];
        alike =
        [
            .. order.GroupBy(unit => (parts.Units[unit].Stage, parts.Units[unit].Module.GetType(), ShapesOf(unit)))
                .Where(group => group.Key.Item3.Length > 0 && group.Count() > 1).Select(group => group.ToArray()),
        ];
        foreach (var unit in alike.SelectMany(units => units))
        {
            own[unit] = [.. TensorsOf(unit).Select(tensor => tensor.detach().clone().DetachFromDisposeScope())];
        }
    }

    /// <summary>Whether there is anything to swap.</summary>
    public bool CanSwap => alike.Count > 0;

    /// <summary>How many units can stand elsewhere.</summary>
    public int Movable => own.Count;

    /// <summary>Kendall's rank correlation of the order with that of the whole network: 1 less the share of pairs that stand the other way round, twice.</summary>
    public double KendallTau
    {
        get
        {
            var wrong = 0;
            for (var i = 0; i < order.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    wrong += order[j] > order[i] ? 1 : 0;
                }
            }

            return order.Length < 2 ? 1 : 1 - (4.0 * wrong / ((double)order.Length * (order.Length - 1)));
        }
    }

    /// <summary>Puts all units where they belong, and then swaps pairs.</summary>
    /// <param name="swaps">How many.</param>
    /// <param name="random">Decides which.</param>
    public void Swap(int swaps, RandomStream random)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (var i = 0; i < swaps; i++)
        {
            // A stage is taken as often as it has units.
            var unit = own.Keys.ElementAt(random.Below(own.Count));
            var group = alike.First(units => units.Contains(unit));
            var other = group.Where(u => u != unit).ElementAt(random.Below(group.Length - 1));
            (order[unit], order[other]) = (order[other], order[unit]);
        }

        Apply();
    }

    /// <summary>Gives each unit its own weights again.</summary>
    public void Dispose()
    {
        Swap(0, default);
        foreach (var tensor in own.Values.SelectMany(tensors => tensors))
        {
            tensor.Dispose();
        }
    }

    private void Apply()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var unit in own.Keys)
        {
            foreach (var (tensor, value) in TensorsOf(unit).Zip(own[order[unit]]))
            {
                tensor.copy_(value);
            }
        }
    }

    private Dictionary<string, Tensor>.ValueCollection TensorsOf(int unit) => parts.Units[unit].Module.state_dict().Values;

    private string ShapesOf(int unit) => string.Join(';', parts.Units[unit].Module.state_dict().Select(entry => entry.Key + ":" + string.Join('x', entry.Value.shape)));
}
