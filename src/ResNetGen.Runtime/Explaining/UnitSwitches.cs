using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>
/// Takes the layers of single units out of a network's way, or lets gradients pass by one of a unit's two ways alone, until it is disposed of.
/// Weights stay as they are, and what a unit gives stays the same but where its layers are taken out.
/// </summary>
internal sealed class UnitSwitches : IDisposable
{
    private readonly UnitMode[] modes;
    private readonly List<ForwardHook> hooks = [];

    /// <param name="parts">The network; each of its units has a shortcut.</param>
    public UnitSwitches(NetworkParts parts)
    {
        modes = new UnitMode[parts.Units.Count];
        for (var i = 0; i < modes.Length; i++)
        {
            var (number, unit) = (i, parts.Units[i]);
            hooks.Add(new ForwardHook(unit.ResidualEnd!, (_, residual) => EndOf(number, residual)));
            hooks.Add(new ForwardHook(unit.Module, (input, whole) => ResultOf(number, unit.Module, input, whole)));
        }
    }

    /// <summary>Puts each unit into a mode.</summary>
    /// <param name="chosen">Units by their numbers.</param>
    /// <param name="mode">The mode of these.</param>
    /// <param name="others">The mode of all others.</param>
    public void Set(IEnumerable<int> chosen, UnitMode mode, UnitMode others)
    {
        Array.Fill(modes, others);
        foreach (var unit in chosen)
        {
            modes[unit] = mode;
        }
    }

    /// <summary>Gives the network its units back.</summary>
    public void Dispose() => hooks.ForEach(hook => hook.Dispose());

    private Tensor EndOf(int unit, Tensor residual) => modes[unit] switch
    {
        UnitMode.Deleted => residual.zeros_like(),

        // A copy, because sums may be written over it.
        UnitMode.ShortcutGradient => residual.detach().clone(),
        _ => residual,
    };

    // The gradient of the whole less that of the shortcut is the residual's. Both have the same numbers, so that activations behind the sum pass the same.
    private Tensor ResultOf(int number, nn.Module<Tensor, Tensor> unit, Tensor input, Tensor whole)
    {
        if (modes[number] != UnitMode.ResidualGradient)
        {
            return whole;
        }

        modes[number] = UnitMode.ShortcutGradient;
        try
        {
            using var shortcut = unit.forward(input);
            using var difference = whole.sub(shortcut);
            using var numbers = shortcut.detach();
            return difference.add(numbers);
        }
        finally
        {
            modes[number] = UnitMode.ResidualGradient;
        }
    }
}
