using System;
using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The base of all modules: a named tree of parameters, buffers and further modules.</summary>
        public partial class Module : IDisposable
        {
            /// <summary>The name given to the constructor, usually the type's.</summary>
            protected readonly string name;

            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();

            protected OrderedDict<string, Parameter> _internal_params = new();

            protected OrderedDict<string, Module> _internal_submodules = new();

            private bool _training = true;
            private bool _componentsRegistered;

            protected Module(string name)
            {
                this.name = name;
            }

            /// <summary>True while the module trains: dropout drops and norms use the batch's statistics.</summary>
            public virtual bool training => _training;

            public virtual string GetName() => name;

            /// <summary>Sets training mode, or with <c>false</c> evaluation mode, here and in every module below.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, module) in _internal_submodules)
                {
                    module.train(train);
                }
            }

            /// <summary>Sets evaluation mode here and in every module below.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> on every module below, children before their parent, and last on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (var (_, module) in _internal_submodules)
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>
            /// Registers what the fields of this object hold: modules, parameters, and other tensors as buffers. The key is the field's name, or the name in its
            /// <see cref="ComponentNameAttribute"/>. Override it to register without reflection; it is called again when the module is registered in another.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                // The modules of this assembly register what they hold as they get it.
                if (_componentsRegistered || GetType().Assembly == typeof(Module).Assembly)
                {
                    return;
                }

                _componentsRegistered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    var key = field.ComponentName();
                    switch (field.GetValue(this))
                    {
                        case Module module when !IsRegistered(_internal_submodules, key, module):
                            register_module(key, module);
                            break;
                        case Parameter parameter when !IsRegistered(_internal_params, key, parameter):
                            register_parameter(key, parameter);
                            break;
                        case Tensor tensor when tensor is not Modules.Parameter && !(_internal_buffers.TryGetValue(key, out var entry) && ReferenceEquals(entry.Item1, tensor)):
                            register_buffer(key, tensor);
                            break;
                        default:
                            break;
                    }
                }
            }

            /// <summary>Adds a module below this one. A null module takes the name's module away.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot, which parts the names in a key.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }

                CheckName("module", name);
                if (_internal_submodules.ContainsKey(name))
                {
                    throw new InvalidOperationException($"{Describe()} already has a module '{name}'.");
                }

                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            /// <summary>As <see cref="register_module"/>.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Adds a parameter. A null parameter keeps the name, and is left out of <see cref="parameters"/> and <see cref="state_dict"/>.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                CheckName("parameter", name);
                if (_internal_params.ContainsKey(name))
                {
                    throw new InvalidOperationException($"{Describe()} already has a parameter '{name}'.");
                }

                param?.DetachFromDisposeScope();
                _internal_params.Add(name, param!);
            }

            /// <summary>Adds a tensor that is state but is not trained. One that is not persistent is left out of <see cref="state_dict"/>.</summary>
            /// <exception cref="ArgumentNullException">The tensor is null.</exception>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                CheckName("buffer", name);
                if (_internal_buffers.ContainsKey(name))
                {
                    throw new InvalidOperationException($"{Describe()} already has a buffer '{name}'.");
                }

                tensor.DetachFromDisposeScope();
                _internal_buffers.Add(name, (tensor, persistent));
            }

            /// <summary>Puts the parameter under the name, in place of the one that was there; null takes the name away.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter value)
            {
                if (value is null)
                {
                    _internal_params.Remove(name);
                    return;
                }

                value.DetachFromDisposeScope();
                _internal_params[name] = value;
            }

            /// <summary>Puts the tensor under the name as a parameter, in place of the one that was there; null takes the name away.</summary>
            protected void ConditionallyRegisterParameter(string name, Tensor value) =>
                ConditionallyRegisterParameter(name, value is null ? null! : value as Parameter ?? new Parameter(value, value.requires_grad));

            /// <summary>Puts the buffer under the name, in place of the one that was there; null takes the name away.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor value, bool persistent = true)
            {
                if (value is null)
                {
                    _internal_buffers.Remove(name);
                    return;
                }

                value.DetachFromDisposeScope();
                _internal_buffers[name] = (value, persistent);
            }

            /// <summary>Forgets the modules below, without releasing them.</summary>
            protected void ClearModules() => _internal_submodules.clear();

            /// <summary>Releases the parameters and buffers, and the modules below.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                foreach (var (_, parameter) in _internal_params)
                {
                    parameter?.Dispose();
                }

                foreach (var (_, (buffer, _)) in _internal_buffers)
                {
                    buffer.Dispose();
                }

                foreach (var (_, module) in _internal_submodules)
                {
                    module.Dispose();
                }
            }

            private static bool IsRegistered<T>(OrderedDict<string, T> components, string key, T component) where T : class =>
                components.TryGetValue(key, out var there) && ReferenceEquals(there, component);

            private void CheckName(string kind, string name)
            {
                ArgumentNullException.ThrowIfNull(name);
                if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"The name of a {kind} of {Describe()} is '{name}'; it must not be empty or have a dot.", nameof(name));
                }
            }

            private string Describe() => $"module '{GetName()}'";
        }
    }
}
