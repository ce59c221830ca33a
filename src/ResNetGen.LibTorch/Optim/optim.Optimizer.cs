using System;
using System.Collections.Generic;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Moves parameters against their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>All parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters()
            {
                foreach (var group in _parameter_groups)
                {
                    foreach (var parameter in group.Parameters)
                    {
                        yield return parameter;
                    }
                }
            }

            /// <summary>Takes one step. Parameters without gradients stay as they are.</summary>
            /// <param name="closure">Computes the loss and its gradients anew.</param>
            /// <returns>What <paramref name="closure"/> returned.</returns>
            public virtual Tensor? step(Func<Tensor>? closure = null) => closure?.Invoke();

            /// <summary>Takes the gradients of all parameters away.</summary>
            public virtual void zero_grad()
            {
                for (var i = 0; i < _parameter_groups.Count; i++)
                {
                    var group = _parameter_groups[i];
                    Check(rg_clear_gradients(group.BorrowParameters(), group.Array.Length), group.Array);
                }
            }

            public virtual void add_param_group(ParamGroup param_group)
            {
                ArgumentNullException.ThrowIfNull(param_group);
                _parameter_groups.Add(param_group);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Releases the optimizer's state; the parameters are not its own.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (disposing)
                {
                    ReleaseStates();
                }
            }

            private protected virtual void ReleaseStates()
            {
            }

            /// <summary>An optimizer's options and state. <see cref="StateIndexRef"/> tells which states belong to which group.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                public List<OptimizerOptions> Options { get; } = [];

                public List<OptimizerState> State { get; } = [];

                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
