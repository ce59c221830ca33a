using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Reading;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Names in Python source.</summary>
internal static class PythonNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
        "while", "with", "yield",
    };

    // What an emitted file takes for granted.
    private static readonly HashSet<string> Used = new(StringComparer.Ordinal)
    {
        "F", "Tensor", "nn", "torch", "named", "numbered", "register", "bool", "dict", "enumerate", "float", "int", "isinstance", "len", "list", "range", "str",
        "sum", "super",
    };

    /// <summary>The members of nn.Module: a layer of such a name cannot be reached as an attribute.</summary>
    private static readonly HashSet<string> ModuleMembers = new(StringComparer.Ordinal)
    {
        "T_destination", "add_module", "apply", "bfloat16", "buffers", "call_super_init", "children", "compile", "cpu", "cuda", "double", "dump_patches",
        "eval", "extra_repr", "float", "forward", "get_buffer", "get_extra_state", "get_parameter", "get_submodule", "half", "initialize", "ipu",
        "load_state_dict", "modules", "mtia", "named_buffers", "named_children", "named_modules", "named_parameters", "parameters", "register_backward_hook",
        "register_buffer", "register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook", "register_full_backward_pre_hook",
        "register_load_state_dict_post_hook", "register_load_state_dict_pre_hook", "register_module", "register_parameter", "register_state_dict_post_hook",
        "register_state_dict_pre_hook", "requires_grad_", "set_extra_state", "set_submodule", "share_memory", "state_dict", "through", "to", "to_empty",
        "train", "training", "type", "xpu", "zero_grad",
    };

    /// <summary>The name of a network's class: its own where Python can have it so, else one like it.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="taken">What else is called something in the file.</param>
    public static string ClassOf(string name, IReadOnlyCollection<string> taken)
    {
        var result = CSharpNames.IsIdentifier(name) ? name : CSharpNames.ClassOfFile(name) ?? "Net";
        while (Keywords.Contains(result) || Used.Contains(result) || taken.Contains(result))
        {
            result += "_";
        }

        return result;
    }

    /// <summary>Whether the modules on the way of a key can be reached as attributes, each of the one before it.</summary>
    public static bool IsAttributePath(string key) => key.Split('.').All(IsAttribute);

    private static bool IsAttribute(string name) =>
        CSharpNames.IsIdentifier(name) && name.All(c => c < 128) && !name.StartsWith("_", StringComparison.Ordinal) && !Keywords.Contains(name) && !ModuleMembers.Contains(name);
}
