using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates as functions of the number of steps. Values are those of torch.optim.lr_scheduler.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Sets the learning rates of an optimizer's groups, at once and then at each <see cref="step()"/>. A derived class overrides
            /// <see cref="get_lr"/> and calls <see cref="step()"/> at the end of its constructor.
            /// </summary>
            public abstract class LRScheduler
            {
                protected int _step_count;

                private readonly bool _verbose;
                private double[] _last = [];

                protected LRScheduler()
                {
                    Groups = [];
                }

                /// <param name="optimizer">Whose learning rates are set.</param>
                /// <param name="last_epoch">The steps taken so far, less one; -1 for a new schedule, which starts from the current learning rates.</param>
                /// <param name="verbose">Whether to write each change to the console.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Optimizer = optimizer;
                    Groups = optimizer.ParamGroups.ToArray();
                    LastEpoch = last_epoch;
                    _verbose = verbose;
                    if (last_epoch == -1)
                    {
                        foreach (var group in Groups)
                        {
                            // With several schedules on one optimizer all start from where the first did.
                            if (group is not ParamGroup { IsScheduled: true })
                            {
                                group.InitialLearningRate = group.LearningRate;
                            }

                            if (group is ParamGroup fresh)
                            {
                                fresh.IsScheduled = true;
                            }
                        }
                    }

                    InitialRates = Groups.Select(static group => group.InitialLearningRate).ToArray();
                }

                internal Optimizer? Optimizer { get; private protected set; }

                /// <summary>The steps taken so far, less one: 0 once the constructor is done.</summary>
                internal int LastEpoch { get; set; }

                private protected ILearningRateController[] Groups { get; set; }

                private protected double[] InitialRates { get; set; } = [];

                /// <summary>The learning rates that the last step set, one for each group.</summary>
                public IEnumerable<double> get_last_lr() => _last;

                /// <summary>Goes on by one step.</summary>
                public virtual void step()
                {
                    _step_count++;
                    LastEpoch++;
                    SetRates(get_lr());
                }

                /// <summary>Goes to a given step, or on by one.</summary>
                public virtual void step(int? epoch)
                {
                    if (epoch is not { } target)
                    {
                        step();
                        return;
                    }

                    _step_count++;
                    LastEpoch = target;
                    SetRates(get_closed_form_lr());
                }

                /// <summary>For schedules that look at a measure; others leave it unread.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rates of this step, computed from those of the step before.</summary>
                protected virtual IEnumerable<double> get_lr() => CurrentRates();

                /// <summary>The learning rates of this step, computed from where the schedule started.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                /// <summary>Goes back to before the first step and takes it again.</summary>
                internal void Restart()
                {
                    LastEpoch--;
                    _step_count = 0;
                    step();
                }

                private protected IEnumerable<double> CurrentRates() => Groups.Select(static group => group.LearningRate);

                private protected void RememberRates() => _last = CurrentRates().ToArray();

                private void SetRates(IEnumerable<double> rates)
                {
                    var values = rates.ToArray();
                    for (var i = 0; i < values.Length; i++)
                    {
                        if (_verbose && Groups[i].LearningRate != values[i])
                        {
                            Console.WriteLine($"Adjusting learning rate of group {i} to {values[i]:g6}.");
                        }

                        Groups[i].LearningRate = values[i];
                    }

                    _last = values;
                }
            }
        }
    }
}
