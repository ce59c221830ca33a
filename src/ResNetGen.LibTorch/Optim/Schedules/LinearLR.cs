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
                /// <summary>The rates times a factor that goes linearly from start_factor to end_factor in total_iters steps.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _totalSteps;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (start_factor is <= 0 or > 1 || end_factor is < 0 or > 1)
                        {
                            throw new ArgumentException($"The factors {start_factor} and {end_factor} must be between 0 and 1, and the first not 0.", nameof(start_factor));
                        }
        
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total_iters);
                        _start = start_factor;
                        _end = end_factor;
                        _totalSteps = total_iters;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var change = LastEpoch == 0 ? _start : LastEpoch > _totalSteps ? 1 : Factor(LastEpoch) / Factor(LastEpoch - 1);
                        return CurrentRates().Select(rate => rate * change);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => InitialRates.Select(rate => rate * Factor(LastEpoch));

                    private double Factor(int epoch) => _start + (_end - _start) * Math.Min(_totalSteps, epoch) / _totalSteps;
                }
            }
        }
    }
}
