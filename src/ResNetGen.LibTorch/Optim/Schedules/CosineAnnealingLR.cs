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
                /// <summary>Along a cosine from the rates to eta_min in T_max steps, and back again (Loshchilov and Hutter 2017, without restarts).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _half;
                    private readonly double _minimum;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(T_max);
                        _half = T_max;
                        _minimum = eta_min;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0)
                        {
                            return CurrentRates();
                        }

                        if (_step_count == 1)
                        {
                            return get_closed_form_lr();
                        }

                        // At the turn the quotient below is 0 / 0.
                        if ((LastEpoch - 1 - _half) % (2 * _half) == 0)
                        {
                            return Groups.Zip(InitialRates, (group, initial) => group.LearningRate + (initial - _minimum) * (1 - Math.Cos(Math.PI / _half)) / 2);
                        }

                        var change = (1 + Math.Cos(Math.PI * LastEpoch / _half)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / _half));
                        return CurrentRates().Select(rate => change * (rate - _minimum) + _minimum);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        InitialRates.Select(rate => _minimum + (rate - _minimum) * (1 + Math.Cos(Math.PI * LastEpoch / _half)) / 2);
                }
            }
        }
    }
}
