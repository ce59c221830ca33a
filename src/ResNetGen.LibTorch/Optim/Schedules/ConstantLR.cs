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
                /// <summary>The rates times factor for total_iters steps, then the rates themselves.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _totalSteps;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (factor is < 0 or > 1)
                        {
                            throw new ArgumentException($"The factor {factor} must be between 0 and 1.", nameof(factor));
                        }
        
                        _factor = factor;
                        _totalSteps = total_iters;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var change = LastEpoch == 0 ? _factor : LastEpoch == _totalSteps ? 1 / _factor : 1;
                        return CurrentRates().Select(rate => rate * change);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => InitialRates.Select(rate => LastEpoch < _totalSteps ? rate * _factor : rate);
                }
            }
        }
    }
}
