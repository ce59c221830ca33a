using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter)
    {
        _parameter = parameter;
    }

    internal Parameter Parameter => _parameter;

    /// <summary>Forgets everything.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public abstract void LoadStateDict(OptimizerState source);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void SaveStateDict(BinaryWriter writer);

    public virtual void to(Device device)
    {
    }

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Releases what the state holds.</summary>
    internal virtual void Release()
    {
    }

    /// <summary>A state of the same kind that holds nothing yet, to load into.</summary>
    internal abstract OptimizerState CreateEmpty();

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        ArgumentNullException.ThrowIfNull(reader);
        result?.Dispose();
        result = null;
        if (reader.ReadBoolean())
        {
            using var loaded = Tensor.Load(reader);
            result = loaded.to(device).DetachFromDisposeScope();
        }
    }

    /// <summary>Puts a copy of another state's tensor in a field's place.</summary>
    private protected void Copy(ref Tensor? field, Tensor? source)
    {
        if (source is not null && !source.shape.AsSpan().SequenceEqual(_parameter.shape))
        {
            throw new ArgumentException(
                $"The loaded state has shape [{string.Join(", ", source.shape)}], its parameter [{string.Join(", ", _parameter.shape)}].", nameof(source));
        }

        using var unrecorded = no_grad();
        var copy = source?.to(_parameter.device, copy: true).DetachFromDisposeScope();
        field?.Dispose();
        field = copy;
    }

    private protected static void Move(ref Tensor? field, Device device)
    {
        if (field is not null)
        {
            var moved = field.to(device).DetachFromDisposeScope();
            field.Dispose();
            field = moved;
        }
    }

    private protected static void Release(ref Tensor? field)
    {
        field?.Dispose();
        field = null;
    }

    private protected static bool AreClose(Tensor? a, Tensor? b) => a is null || b is null ? a is null && b is null : a.allclose(b);

    private protected static TState Same<TState>(TState self, OptimizerState source) where TState : OptimizerState =>
        source as TState ?? throw new ArgumentException($"A state of {source?.GetType()} cannot be loaded into {self.GetType()}.", nameof(source));
}
