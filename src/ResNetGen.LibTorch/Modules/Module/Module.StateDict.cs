using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// The parameters and persistent buffers by key: the tensors themselves, not copies. All parameters come before the first buffer.
            /// A tensor that is registered twice is there under both keys.
            /// </summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= new Dictionary<string, Tensor>(StringComparer.Ordinal);
                var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (key, parameter) in named_parameters())
                {
                    destination.TryAdd(start + key, parameter);
                }

                foreach (var (key, buffer) in named_buffers(true, include_nonpersistent: false))
                {
                    destination.TryAdd(start + key, buffer);
                }

                foreach (var (child, module) in _internal_submodules)
                {
                    module.state_dict(destination, start + child);
                }

                return destination;
            }

            /// <summary>Copies the tensors of <paramref name="source"/> into the parameters and buffers of the same keys, converting their type where it differs.</summary>
            /// <param name="source">Tensors by key.</param>
            /// <param name="strict">Whether every key must be on both sides.</param>
            /// <param name="skip">Keys to leave alone on both sides.</param>
            /// <returns>The keys that <paramref name="source"/> lacks, and those that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">A key is on one side only (when strict), or shapes differ. Nothing has been copied then.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var skipped = new HashSet<string>(skip ?? [], StringComparer.Ordinal);
                var destination = state_dict();
                var missing = destination.Keys.Where(key => !skipped.Contains(key) && !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => !skipped.Contains(key) && !destination.ContainsKey(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException(ExplainKeys(missing, unexpected));
                }

                var pairs = destination.Where(entry => !skipped.Contains(entry.Key) && source.ContainsKey(entry.Key))
                                       .Select(entry => (entry.Key, To: entry.Value, From: source[entry.Key])).ToList();
                foreach (var (key, to, from) in pairs)
                {
                    if (!to.shape.AsSpan().SequenceEqual(from.shape))
                    {
                        throw new InvalidOperationException(
                            $"'{key}' has shape [{string.Join(", ", from.shape)}] in the state dict and [{string.Join(", ", to.shape)}] in {Describe()}.");
                    }
                }

                using (no_grad())
                {
                    foreach (var (_, to, from) in pairs)
                    {
                        to.copy_(from);
                    }
                }

                return (missing, unexpected);
            }

            private string ExplainKeys(List<string> missing, List<string> unexpected)
            {
                var text = new StringBuilder($"The keys of the state dict are not those of {Describe()}:");
                Append(text, "missing", missing);
                Append(text, "unexpected", unexpected);
                return text.Append(" Load with strict: false to take what fits.").ToString();

                static void Append(StringBuilder text, string what, List<string> keys)
                {
                    const int shown = 5;
                    if (keys.Count > 0)
                    {
                        text.Append($" {keys.Count} {what} ({string.Join(", ", keys.Take(shown))}{(keys.Count > shown ? ", ..." : "")}).");
                    }
                }
            }

            /// <summary>Takes the gradients of all parameters away, or with <c>false</c> sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        using var gradient = parameter.grad;
                        gradient?.zero_();
                    }
                }
            }
        }
    }
}
