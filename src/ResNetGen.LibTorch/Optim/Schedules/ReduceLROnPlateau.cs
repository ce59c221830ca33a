using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the rates by a factor when a measure has not improved for some epochs.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _lowerIsBetter;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly bool _thresholdIsRelative;
                    private readonly int _cooldown;
                    private readonly double[] _minima;
                    private readonly double _eps;
                    private readonly bool _verbose;
                    private double _best;
                    private int _badEpochs;
                    private int _cooldownLeft;

                    /// <param name="optimizer">Whose rates are set.</param>
                    /// <param name="mode">"min" or "max": which way is better.</param>
                    /// <param name="factor">What the rates are multiplied by.</param>
                    /// <param name="patience">The epochs without improvement that are borne.</param>
                    /// <param name="threshold">How much better counts as better.</param>
                    /// <param name="threshold_mode">"rel" to the best so far, or "abs".</param>
                    /// <param name="cooldown">The epochs after a reduction that do not count.</param>
                    /// <param name="min_lr">The lowest rate: one, or one for each group.</param>
                    /// <param name="eps">A smaller reduction is left out.</param>
                    /// <param name="verbose">Whether to write each change to the console.</param>
                    /// <exception cref="ArgumentException">A factor of 1 or more, an unknown mode, or a wrong number of lowest rates.</exception>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel",
                        int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) : base(optimizer, 0, verbose)
                    {
                        if (factor >= 1)
                        {
                            throw new ArgumentException($"The factor must be less than 1; it is {factor}.", nameof(factor));
                        }

                        _lowerIsBetter = Choose(mode, "min", "max");
                        _thresholdIsRelative = Choose(threshold_mode, "rel", "abs");
                        _factor = factor;
                        _patience = patience;
                        _threshold = threshold;
                        _cooldown = cooldown;
                        _eps = eps;
                        _verbose = verbose;
                        _best = _lowerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                        _minima = min_lr is null || min_lr.Count <= 1 ? Enumerable.Repeat(min_lr?.FirstOrDefault() ?? 0, Groups.Length).ToArray() : min_lr.ToArray();
                        if (_minima.Length != Groups.Length)
                        {
                            throw new ArgumentException($"There are {Groups.Length} groups of parameters and {_minima.Length} lowest rates.", nameof(min_lr));
                        }

                        RememberRates();
                    }

                    /// <summary>Refuses: the schedule needs a measure.</summary>
                    public override void step() => throw NeedsMeasure();

                    /// <summary>Refuses: the schedule needs a measure.</summary>
                    public override void step(int? epoch) => throw NeedsMeasure();

                    /// <summary>Takes note of the measure of an epoch.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        _badEpochs = IsBetter(current) ? 0 : _badEpochs + 1;
                        if (_badEpochs == 0)
                        {
                            _best = current;
                        }

                        if (_cooldownLeft > 0)
                        {
                            _cooldownLeft--;
                            _badEpochs = 0;
                        }

                        if (_badEpochs > _patience)
                        {
                            Reduce();
                            _cooldownLeft = _cooldown;
                            _badEpochs = 0;
                        }

                        RememberRates();
                    }

                    private bool IsBetter(double current)
                    {
                        var margin = _thresholdIsRelative ? _best * _threshold : _threshold;
                        return double.IsInfinity(_best)
                            ? (_lowerIsBetter ? current < _best : current > _best)
                            : (_lowerIsBetter ? current < _best - margin : current > _best + margin);
                    }

                    private void Reduce()
                    {
                        for (var i = 0; i < Groups.Length; i++)
                        {
                            var rate = Groups[i].LearningRate;
                            var reduced = Math.Max(rate * _factor, _minima[i]);
                            if (rate - reduced > _eps)
                            {
                                Groups[i].LearningRate = reduced;
                                if (_verbose)
                                {
                                    Console.WriteLine($"Epoch {LastEpoch}: reducing learning rate of group {i} to {reduced:g4}.");
                                }
                            }
                        }
                    }

                    private static bool Choose(string given, string first, string second) =>
                        string.Equals(given, first, StringComparison.Ordinal) ||
                        (string.Equals(given, second, StringComparison.Ordinal)
                            ? false
                            : throw new ArgumentException($"'{given}' is neither '{first}' nor '{second}'.", nameof(given)));

                    private static InvalidOperationException NeedsMeasure() =>
                        new("This schedule looks at a measure, such as the validation loss: call step(measure).");
                }
            }
        }
    }
}
