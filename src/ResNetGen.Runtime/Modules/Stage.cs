using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Torch;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>
/// Residual units one after another: N x C x H x W to what the last unit gives. The units' keys in state_dict are <c>0</c>, <c>1</c>, ….
/// </summary>
/// <remarks>A forward pass releases each unit's result as soon as the next unit has used it, and never its input.</remarks>
/// <typeparam name="TUnit">What the units have in common; the list gives them back as this type.</typeparam>
public sealed class Stage<TUnit> : nn.Module<Tensor, Tensor>, IReadOnlyList<TUnit>, IStage
    where TUnit : nn.Module<Tensor, Tensor>
{
    private readonly TUnit[] units;
    private bool registered;

    /// <summary>A stage of the given units, in this order.</summary>
    /// <exception cref="ArgumentException">There is no unit.</exception>
    public Stage(params TUnit[] units)
        : base("Stage")
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Length == 0)
        {
            throw new ArgumentException("A stage has at least one unit; this one has none.", nameof(units));
        }

        this.units = (TUnit[])units.Clone();
        RegisterComponents();
    }

    /// <summary>A stage of one unit that changes the shape, and <paramref name="more"/> after it that keep it.</summary>
    /// <param name="first">The first unit.</param>
    /// <param name="more">How many units follow; 0 or more.</param>
    /// <param name="next">Makes each unit that follows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="more"/> is negative.</exception>
    public Stage(TUnit first, int more, Func<TUnit> next)
        : this(Repeat(first, more, next))
    {
    }

    /// <summary>A stage of one unit, <paramref name="more"/> after it, and one at the end that differs.</summary>
    /// <param name="first">The first unit.</param>
    /// <param name="more">How many units follow; 0 or more.</param>
    /// <param name="next">Makes each unit that follows.</param>
    /// <param name="last">The last unit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="more"/> is negative.</exception>
    public Stage(TUnit first, int more, Func<TUnit> next, TUnit last)
        : this([.. Repeat(first, more, next), last])
    {
    }

    /// <summary>A stage of one unit, and <paramref name="more"/> after it, each of which is told its place.</summary>
    /// <param name="first">The first unit.</param>
    /// <param name="more">How many units follow; 0 or more.</param>
    /// <param name="next">Makes each unit that follows, the first of these being 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="more"/> is negative.</exception>
    public Stage(TUnit first, int more, Func<int, TUnit> next)
        : this([first, .. Enumerable.Range(0, more).Select(next)])
    {
    }

    /// <summary>How many units there are.</summary>
    public int Count => units.Length;

    /// <summary>The unit at a place, the first being 0.</summary>
    public TUnit this[int index] => units[index];

    /// <inheritdoc/>
    public bool GradCheckpointing { get; set; }

    /// <summary>Passes a batch through all units.</summary>
    public override Tensor forward(Tensor input)
    {
        var x = input;
        foreach (var unit in units)
        {
            var previous = x;
            try
            {
                x = GradCheckpointing && training && HasOwnLayers(unit) ? Recomputation.Call(unit, previous) : unit.call(previous);
            }
            catch
            {
                Release(previous, unless: input);
                throw;
            }

            if (!ReferenceEquals(previous, x))
            {
                Release(previous, unless: input);
            }
        }

        return x;
    }

    /// <summary>The units, first to last.</summary>
    public IEnumerator<TUnit> GetEnumerator() => ((IEnumerable<TUnit>)units).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Registers the units under their numbers, without reflection.</summary>
    protected override void RegisterComponents()
    {
        // A parent that registers this stage calls this once more.
        if (registered)
        {
            return;
        }

        registered = true;
        for (var i = 0; i < units.Length; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), units[i]);
        }
    }

    // Where keys have no levels, as Keras' have none, the network has registered the units' layers, and a unit's running statistics cannot be found through it.
    private static bool HasOwnLayers(TUnit unit) => unit.children().Any();

    private static void Release(Tensor result, Tensor unless)
    {
        if (!ReferenceEquals(result, unless))
        {
            result.Dispose();
        }
    }

    private static TUnit[] Repeat(TUnit first, int more, Func<TUnit> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentOutOfRangeException.ThrowIfNegative(more);

        var run = new TUnit[more + 1];
        run[0] = first;
        for (var i = 1; i < run.Length; i++)
        {
            run[i] = next();
        }

        return run;
    }
}
