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
                /// <summary>
                /// One cycle (Smith and Topin 2018): the rates rise from max_lr / div_factor to max_lr and fall to max_lr / div_factor / final_div_factor,
                /// while the momentum falls and rises. Made to be stepped after each batch.
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int _totalSteps;
                    private readonly (double end, Level from, Level to)[] _phases;
                    private readonly AnnealStrategy _strategy;
                    private readonly double _initialDivisor;
                    private readonly double _finalDivisor;
                    private readonly double[] _peaks;
                    private readonly bool _cyclesMomentum;
                    private readonly double[] _lowMomenta;
                    private readonly double[] _highMomenta;

                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95,
                        double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, [max_lr], total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, [base_momentum],
                            [max_momentum], div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <param name="optimizer">Whose rates and momenta are set.</param>
                    /// <param name="max_lr">The highest rate: one, or one for each group.</param>
                    /// <param name="total_steps">The steps of the cycle, or</param>
                    /// <param name="epochs">the epochs and</param>
                    /// <param name="steps_per_epoch">the steps in each.</param>
                    /// <param name="pct_start">The share of the cycle in which the rates rise.</param>
                    /// <param name="anneal_strategy">Along a cosine or a line.</param>
                    /// <param name="cycle_momentum">Whether the momentum (of Adam, beta 1) cycles too.</param>
                    /// <param name="base_momentum">The lowest momentum, when the rates are highest.</param>
                    /// <param name="max_momentum">The highest momentum.</param>
                    /// <param name="div_factor">The highest rate over the first.</param>
                    /// <param name="final_div_factor">The first rate over the last.</param>
                    /// <param name="three_phase">Whether the rates first fall as they rose, then to the last.</param>
                    /// <param name="last_epoch">The steps taken so far, less one.</param>
                    /// <param name="verbose">Whether to write each change to the console.</param>
                    /// <exception cref="ArgumentException">No number of steps; a share that is none; no momentum to cycle.</exception>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                        IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false,
                        int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        _totalSteps = total_steps > 0 ? total_steps : epochs > 0 && steps_per_epoch > 0 ? epochs * steps_per_epoch : 0;
                        if (_totalSteps == 0)
                        {
                            throw new ArgumentException("Give the number of steps, or of epochs and of steps in each, as positive numbers.", nameof(total_steps));
                        }

                        if (pct_start is < 0 or > 1)
                        {
                            throw new ArgumentException($"The share of rising steps must be between 0 and 1; it is {pct_start}.", nameof(pct_start));
                        }

                        if (cycle_momentum && Groups.FirstOrDefault(static group => group is not (IMomentum or IBetas)) is { } still)
                        {
                            throw new ArgumentException($"The options of {still.GetType()} have no momentum to cycle.", nameof(cycle_momentum));
                        }

                        _phases = Phases(pct_start * _totalSteps, three_phase);
                        _strategy = anneal_strategy;
                        _initialDivisor = div_factor;
                        _finalDivisor = final_div_factor;
                        _peaks = ForEachGroup(max_lr, nameof(max_lr));
                        _cyclesMomentum = cycle_momentum;
                        _lowMomenta = ForEachGroup(base_momentum ?? [0.85], nameof(base_momentum));
                        _highMomenta = ForEachGroup(max_momentum ?? [0.95], nameof(max_momentum));
                        if (last_epoch == -1)
                        {
                            for (var i = 0; i < Groups.Length; i++)
                            {
                                Groups[i].InitialLearningRate = InitialRates[i] = _peaks[i] / div_factor;
                            }
                        }

                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos = 0,
                        Linear = 1,
                    }

                    private enum Level
                    {
                        Initial,
                        Peak,
                        Final,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch > _totalSteps)
                        {
                            throw new InvalidOperationException($"The cycle has {_totalSteps} steps, and this is step {LastEpoch + 1}.");
                        }

                        var phase = 0;
                        double start = 0;
                        while (LastEpoch > _phases[phase].end && phase < _phases.Length - 1)
                        {
                            start = _phases[phase++].end;
                        }

                        var (end, from, to) = _phases[phase];
                        var share = (LastEpoch - start) / (end - start);
                        var rates = new double[Groups.Length];
                        for (var i = 0; i < rates.Length; i++)
                        {
                            rates[i] = Anneal(Rate(i, from), Rate(i, to), share);
                            if (_cyclesMomentum)
                            {
                                SetMomentum(Groups[i], Anneal(Momentum(i, from), Momentum(i, to), share));
                            }
                        }

                        return rates;
                    }

                    private (double end, Level from, Level to)[] Phases(double rising, bool three) => three
                        ? [(rising - 1, Level.Initial, Level.Peak), (2 * rising - 2, Level.Peak, Level.Initial), (_totalSteps - 1, Level.Initial, Level.Final)]
                        : [(rising - 1, Level.Initial, Level.Peak), (_totalSteps - 1, Level.Peak, Level.Final)];

                    private double[] ForEachGroup(IEnumerable<double> values, string name)
                    {
                        var given = values.ToArray();
                        if (given.Length == 1)
                        {
                            return Enumerable.Repeat(given[0], Groups.Length).ToArray();
                        }

                        return given.Length == Groups.Length
                            ? given
                            : throw new ArgumentException($"There are {Groups.Length} groups of parameters and {given.Length} values.", name);
                    }

                    private double Rate(int group, Level level) => level switch
                    {
                        Level.Peak => _peaks[group],
                        Level.Initial => _peaks[group] / _initialDivisor,
                        _ => _peaks[group] / _initialDivisor / _finalDivisor,
                    };

                    private double Momentum(int group, Level level) => level == Level.Peak ? _lowMomenta[group] : _highMomenta[group];

                    private double Anneal(double from, double to, double share) => _strategy == AnnealStrategy.Cos
                        ? to + (from - to) / 2 * (Math.Cos(Math.PI * share) + 1)
                        : (to - from) * share + from;

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas adam)
                        {
                            adam.Betas = (momentum, adam.Betas.Item2);
                        }
                        else
                        {
                            ((IMomentum)group).Momentum = momentum;
                        }
                    }
                }
            }
        }
    }
}
