using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ResNetGen.LibTorch.Files;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What all optimizers share: groups, options, states, saving.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    /// <summary>The options of groups that have none of their own.</summary>
    protected OptimizerOptions _defaults = new();

    /// <summary>What is remembered of each parameter, by its handle.</summary>
    protected OrderedDict<nint, OptimizerState> _state = new();

    public OptimizerHelper()
    {
    }

    /// <summary>Adds a group, with the optimizer's own options where the group's are null.</summary>
    /// <exception cref="ArgumentException">A parameter is in a group already.</exception>
    public override void add_param_group(ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        param_group.Options.LearningRate ??= _defaults.LearningRate;
        param_group.Options.InitialLearningRate = param_group.LearningRate;
        Complete(param_group.Options);
        foreach (var parameter in param_group.Array)
        {
            if (_state.ContainsKey(parameter.Handle))
            {
                throw new ArgumentException($"A parameter of shape [{string.Join(", ", parameter.shape)}] is in two groups.", nameof(param_group));
            }

            var state = CreateState(parameter);
            state.Initialize(param_group.Options);
            _state.Add(parameter.Handle, state);
        }

        base.add_param_group(param_group);
    }

    /// <summary>The options and states themselves, not copies.</summary>
    public virtual optim.Optimizer.StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Array)
            {
                indices.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }

            dictionary.StateIndexRef.Add(indices);
        }

        return dictionary;
    }

    /// <summary>Copies options and states of an optimizer of the same kind and the same groups.</summary>
    /// <exception cref="ArgumentException">The groups differ. Nothing has been copied then.</exception>
    public virtual void load_state_dict(optim.Optimizer.StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        CheckGroups(state_dict.StateIndexRef.Select(static group => group.Count).ToArray());
        var own = this.state_dict();
        for (var i = 0; i < own.Options.Count; i++)
        {
            own.Options[i].LoadStateDict(state_dict.Options[i]);
            for (var j = 0; j < own.StateIndexRef[i].Count; j++)
            {
                own.State[own.StateIndexRef[i][j]].LoadStateDict(state_dict.State[state_dict.StateIndexRef[i][j]]);
            }
        }
    }

    /// <summary>Writes options and states to a file, which is there complete or not at all.</summary>
    public void save_state_dict(string location) => WholeFile.Write(location, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        save_state_dict(writer);
    });

    /// <summary>Writes the optimizer's kind, the number of groups and their sizes, then options and states.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var dictionary = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(dictionary.Options.Count);
        foreach (var group in dictionary.StateIndexRef)
        {
            writer.Write7BitEncodedInt64(group.Count);
        }

        foreach (var options in dictionary.Options)
        {
            options.SaveStateDict(writer);
        }

        foreach (var state in dictionary.State)
        {
            state.SaveStateDict(writer);
        }
    }

    /// <inheritdoc cref="load_state_dict(BinaryReader)"/>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location), Encoding.UTF8);
        load_state_dict(reader);
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote. Everything is read and checked before anything is changed.</summary>
    /// <exception cref="InvalidDataException">The data are cut off.</exception>
    /// <exception cref="ArgumentException">They are of another kind of optimizer, or of other groups.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var loaded = new StateDictionary();
        try
        {
            Read(reader, loaded);
            load_state_dict(loaded);
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"This is no complete saved state of {GetType().Name}: {error.Message}", error);
        }
        finally
        {
            foreach (var state in loaded.State)
            {
                state.Release();
            }
        }
    }

    /// <summary>Moves the states to a device.</summary>
    public void to(Device device)
    {
        foreach (var state in _state.values())
        {
            state.to(device);
        }
    }

    /// <summary>Calls the closure, if any, then <paramref name="body"/> on each group, out of autograd's sight.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        ArgumentNullException.ThrowIfNull(body);
        var loss = Evaluate(loss_closure);
        using var unrecorded = no_grad();
        foreach (var group in _parameter_groups)
        {
            body((T)group);
        }

        return loss;
    }

    private protected override void ReleaseStates()
    {
        foreach (var state in _state.values())
        {
            state.Release();
        }

        _state.clear();
    }

    /// <summary>As <see cref="_step"/>, by <see cref="StepGroup"/>: the native step keeps out of autograd's sight by itself.</summary>
    private protected Tensor? StepGroups(Func<Tensor>? closure)
    {
        var loss = Evaluate(closure);
        for (var i = 0; i < _parameter_groups.Count; i++)
        {
            StepGroup(_parameter_groups[i]);
        }

        return loss;
    }

    private protected abstract void StepGroup(ParamGroup group);

    /// <summary>Puts the optimizer's own options where a group's are null.</summary>
    private protected abstract void Complete(OptimizerOptions options);

    private protected abstract OptimizerState CreateState(Parameter parameter);

    /// <summary>The states of a group's parameters, in their order.</summary>
    private protected OptimizerState[] States(ParamGroup group) =>
        group.States ??= Array.ConvertAll(group.Array, parameter => _state[parameter.Handle]);

    private static Tensor? Evaluate(Func<Tensor>? closure)
    {
        if (closure is null)
        {
            return null;
        }

        using var recorded = enable_grad();
        return closure();
    }

    private void Read(BinaryReader reader, StateDictionary loaded)
    {
        var kind = reader.ReadString();
        if (!string.Equals(kind, GetType().Name, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The saved state is one of '{kind}', not of {GetType().Name}.", nameof(reader));
        }

        var groups = reader.Read7BitEncodedInt64();
        if (groups != _parameter_groups.Count)
        {
            throw new ArgumentException($"The saved state has {groups} groups, the optimizer {_parameter_groups.Count}.", nameof(reader));
        }

        var sizes = new int[groups];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = (int)reader.Read7BitEncodedInt64();
        }

        CheckGroups(sizes);
        var own = state_dict();
        loaded.StateIndexRef.AddRange(own.StateIndexRef);
        foreach (var group in _parameter_groups)
        {
            var options = (OptimizerOptions)Activator.CreateInstance(group.Options.GetType())!;
            options.LoadStateDict(reader);
            loaded.Options.Add(options);
        }

        foreach (var state in own.State)
        {
            var read = state.CreateEmpty();
            loaded.State.Add(read);
            read.LoadStateDict(reader);
        }
    }

    private void CheckGroups(int[] sizes)
    {
        var own = _parameter_groups.Select(static group => group.Array.Length).ToArray();
        if (!own.AsSpan().SequenceEqual(sizes))
        {
            throw new ArgumentException(
                $"The state is one of groups of {string.Join(", ", sizes)} parameters; the optimizer's have {string.Join(", ", own)}.", nameof(sizes));
        }
    }
}
