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
                /// <summary>The rates times (1 - step / total_iters) to a power, then 0.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int _totalSteps;
                    private readonly double _power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total_iters);
                        _totalSteps = total_iters;
                        _power = power;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0 || LastEpoch > _totalSteps)
                        {
                            return CurrentRates();
                        }

                        var change = Factor(LastEpoch) / Factor(LastEpoch - 1);
                        return CurrentRates().Select(rate => rate * change);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => InitialRates.Select(rate => rate * Factor(LastEpoch));

                    private double Factor(int epoch) => Math.Pow(1 - (double)Math.Min(_totalSteps, epoch) / _totalSteps, _power);
                }
            }
        }
    }
}
