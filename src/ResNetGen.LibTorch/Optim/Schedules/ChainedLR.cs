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
                /// <summary>Several schedules of one optimizer at once, each on what the one before has made of the rates.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;

                    /// <exception cref="ArgumentException">No schedule, or schedules of different optimizers.</exception>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        _schedulers = schedulers.ToArray();
                        if (_schedulers.Select(static schedule => schedule.Optimizer).Distinct().Count() != 1)
                        {
                            throw new ArgumentException("Chained schedules are those of one optimizer, and at least one.", nameof(schedulers));
                        }

                        Optimizer = _schedulers[0].Optimizer;
                        Groups = Optimizer!.ParamGroups.ToArray();
                        RememberRates();
                    }

                    public override void step()
                    {
                        foreach (var schedule in _schedulers)
                        {
                            schedule.step();
                        }

                        RememberRates();
                    }
                }
            }
        }
    }
}
