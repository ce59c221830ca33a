using System;

namespace TorchSharp.Modules;

/// <summary>Marks the modules that have no parameters and so nothing to convert or move.</summary>
public interface IParameterLessModule
{
}

/// <summary>A module without parameters, buffers and further modules.</summary>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    protected internal override torch.nn.Module _to(torch.Device device, torch.ScalarType dtype, bool non_blocking) => this;

    protected internal override torch.nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    protected internal override torch.nn.Module _to(torch.ScalarType dtype, bool non_blocking) => this;

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw Refuse("buffer", name);

    public override void register_parameter(string name, Parameter param) => throw Refuse("parameter", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw Refuse("module", name);

    private InvalidOperationException Refuse(string kind, string component) =>
        new($"'{GetName()}' is a module without parameters; it cannot take the {kind} '{component}'.");
}
