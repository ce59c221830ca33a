using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that runs registered functions before and after its forward pass. <c>call</c> runs them, <c>forward</c> does not.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            protected Dictionary<string, TPreHook> pre_hooks = new(StringComparer.Ordinal);

            protected Dictionary<string, TPostHook> post_hooks = new(StringComparer.Ordinal);

            protected Dictionary<string, Action<Module>> module_pre_hooks = new(StringComparer.Ordinal);

            protected Dictionary<string, Action<Module>> module_post_hooks = new(StringComparer.Ordinal);

            protected HookableModule(string name) : base(name)
            {
            }

            // One look at a flag is all that a call without hooks costs.
            private protected bool HasHooks { get; private set; }

            /// <summary>Runs the hook before each forward pass; what it returns, unless null, takes the input's place.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(pre_hooks, hook);

            /// <summary>Runs the hook before each forward pass.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(module_pre_hooks, hook);

            /// <summary>Runs the hook after each forward pass; what it returns, unless null, takes the result's place.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Register(post_hooks, hook);

            /// <summary>Runs the hook after each forward pass.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(module_post_hooks, hook);

            private HookRemover Register<T>(Dictionary<string, T> hooks, T hook)
            {
                ArgumentNullException.ThrowIfNull(hook);
                var key = Guid.NewGuid().ToString();
                hooks.Add(key, hook);
                HasHooks = true;
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                pre_hooks.Remove(key);
                post_hooks.Remove(key);
                module_pre_hooks.Remove(key);
                module_post_hooks.Remove(key);
                HasHooks = pre_hooks.Count + post_hooks.Count + module_pre_hooks.Count + module_post_hooks.Count > 0;
            }

            private protected void RunModulePreHooks()
            {
                foreach (var hook in module_pre_hooks.Values)
                {
                    hook(this);
                }
            }

            private protected void RunModulePostHooks()
            {
                foreach (var hook in module_post_hooks.Values)
                {
                    hook(this);
                }
            }

            /// <summary>Takes one hook away again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    _module = module;
                    _key = key;
                }

                public void remove() => _module.Remove(_key);
            }
        }
    }
}
