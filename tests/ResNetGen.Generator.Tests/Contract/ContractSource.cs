using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace ResNetGen.Generator.Tests.Contract;

/// <summary>
/// C# source with the public surface of a TorchSharp release, made of its listing (<c>shared/torchsharp-api</c>): every overload of the
/// types that generated code touches, so that the compiler chooses among them as it would in a user's project.
/// </summary>
internal sealed partial class ContractSource
{
    // Members whose signature has another type of TorchSharp are left out; generated code cannot be using them.
    private static readonly string[] Touched =
    [
        "TorchSharp.DeviceType", "TorchSharp.DisposeScope", "TorchSharp.Padding", "TorchSharp.PaddingModes", "TorchSharp.Scalar",
        "TorchSharp.Modules.AvgPool2d", "TorchSharp.Modules.BatchNorm", "TorchSharp.Modules.BatchNorm1d", "TorchSharp.Modules.BatchNorm2d", "TorchSharp.Modules.Conv1d", "TorchSharp.Modules.Conv2d",
        "TorchSharp.Modules.Convolution", "TorchSharp.Modules.GELU", "TorchSharp.Modules.GroupNorm", "TorchSharp.Modules.Identity",
        "TorchSharp.Modules.LeakyReLU", "TorchSharp.Modules.Linear", "TorchSharp.Modules.NormBase", "TorchSharp.Modules.Parameter",
        "TorchSharp.Modules.ParameterLessModule<T1, TResult>", "TorchSharp.Modules.ParameterLessModule<T, TResult>", "TorchSharp.Modules.ReLU",
        "TorchSharp.Modules.Sequential", "TorchSharp.Modules.SiLU", "TorchSharp.Modules.PadBase", "TorchSharp.Modules.ZeroPad2d", "TorchSharp.torch.Generator",
        "TorchSharp.torch", "TorchSharp.torch.Device", "TorchSharp.torch.nn.Reduction", "TorchSharp.torch.RoundingMode", "TorchSharp.torch.ScalarType", "TorchSharp.torch.Tensor", "TorchSharp.torch.TensorIndex",
        "TorchSharp.torch.nn", "TorchSharp.torch.nn.functional", "TorchSharp.torch.nn.init", "TorchSharp.torch.nn.init.FanInOut",
        "TorchSharp.torch.nn.init.NonlinearityType", "TorchSharp.torch.nn.Module", "TorchSharp.torch.nn.HookableModule<TPreHook, TPostHook>",
        "TorchSharp.torch.nn.Module<T, TResult>",
    ];

    private static readonly (string Name, string Sign)[] Operators =
        [("op_Addition", "+"), ("op_Subtraction", "-"), ("op_Multiply", "*"), ("op_Division", "/"), ("op_UnaryNegation", "-")];

    private readonly List<ContractLine> lines;
    private readonly HashSet<string> types;
    private readonly HashSet<string> enums;
    private readonly StringBuilder source = new();

    private ContractSource(IEnumerable<string> listing)
    {
        lines = [.. listing.Where(ContractLine.IsWhole).Select(ContractLine.Parse).Where(l => Touched.Contains(l.Type))];
        types = [.. lines.Where(l => l.Kind == "type").Select(l => l.Type)];
        enums = [.. lines.Where(l => l.Kind == "type" && l.Text == "enum").Select(l => l.Type)];
    }

    /// <summary>The source for a release; the test is skipped where the listing is absent.</summary>
    public static string Of(string version)
    {
        var contract = new ContractSource(File.ReadLines(SharedFolder.Require($"torchsharp-api/{version}.txt")));
        foreach (var type in contract.types.Where(t => !contract.types.Any(outer => t.StartsWith(outer + ".", StringComparison.Ordinal))))
        {
            contract.source.Append("namespace ").Append(type.AsSpan(0, type.LastIndexOf('.'))).AppendLine(" {");
            contract.WriteType(type);
            contract.source.AppendLine("}");
        }

        return contract.source.ToString();
    }

    private void WriteType(string type)
    {
        var kind = lines.Single(l => l.Type == type && l.Kind == "type").Text;
        var name = type[(OwnerLength(type) + 1)..];
        if (kind == "enum")
        {
            var values = lines.Where(l => l.Type == type && l.Kind == "value").Select(l => l.Text);
            source.AppendLine($"public enum {name} {{ {string.Join(", ", values)} }}");
            return;
        }

        var parts = kind.Split(" : ");
        var bases = new List<string>();
        if (parts.Length > 1 && types.Contains(GenericName(parts[1])))
        {
            bases.Add(parts[1]);
        }

        if (lines.Any(l => l.Type == type && l.Text == "public void Dispose()"))
        {
            bases.Add("System.IDisposable");
        }

        source.AppendLine($"public {parts[0].Replace("class", "partial class", StringComparison.Ordinal)} {name} {(bases.Count == 0 ? "" : ": " + string.Join(", ", bases))} {{");
        var simpleName = name.Split('<')[0];
        if (parts[0] is not ("static class" or "struct"))
        {
            source.AppendLine($"internal {simpleName}() {{ }}");
        }

        var hasBase = bases.Count > 0 && bases[0] != "System.IDisposable";
        foreach (var line in lines.Where(l => l.Type == type && IsKnown(l)))
        {
            source.AppendLine(Declaration(line, simpleName, hasBase));
        }

        foreach (var inner in types.Where(t => t.StartsWith(type + ".", StringComparison.Ordinal) && OwnerLength(t) == type.Length))
        {
            WriteType(inner);
        }

        source.AppendLine("}");
    }

    private string Declaration(ContractLine line, string typeName, bool hasBase)
    {
        var text = KeywordParameter().Replace(line.Text, " @$1");
        text = EnumDefault().Replace(text, match => enums.Contains(match.Groups[1].Value) ? $"{match.Groups[1]} {match.Groups[2]} = ({match.Groups[1]}){match.Groups[3]}" : match.Value);
        text = FloatDefault().Replace(text, "float $1 = (float)$2");
        text = text.Replace("= False", "= false", StringComparison.Ordinal).Replace("= True", "= true", StringComparison.Ordinal).Replace("= null", "= default", StringComparison.Ordinal);
        text = text.Contains(" op_Implicit", StringComparison.Ordinal)
            ? Conversion().Replace(text, "public static implicit operator $1(")
            : line.Kind == "method" ? MethodName().Replace(text, " @$1", 1) : text;
        text = Operators.Aggregate(text, (all, o) => all.Replace($" @{o.Name}(", $" operator {o.Sign}(", StringComparison.Ordinal));
        return line.Kind switch
        {
            "ctor" => text.Replace("(", typeName + "(", StringComparison.Ordinal) + " { throw null!; }",
            "method" when text.Contains(" abstract ", StringComparison.Ordinal) => text + ";",
            "method" when text.Contains(" virtual ", StringComparison.Ordinal) && hasBase => text.Replace(" virtual ", " override ", StringComparison.Ordinal) + " => throw null!;",
            "method" => text + " => throw null!;",
            "property" => Accessors().Replace(text, match => match.Value.Replace("get;", "get => throw null!;", StringComparison.Ordinal).Replace("set;", "set => throw null!;", StringComparison.Ordinal)),
            "field" when text.StartsWith("static ", StringComparison.Ordinal) => $"public {text.Insert(text.LastIndexOf(' ') + 1, "@")};",
            _ => "",
        };
    }

    private bool IsKnown(ContractLine line)
    {
        var isOperator = line.Text.Contains(" op_", StringComparison.Ordinal) && !line.Text.Contains(" op_Implicit", StringComparison.Ordinal)
            && !Operators.Any(o => line.Text.Contains($" {o.Name}(", StringComparison.Ordinal));
        var isObjects = line.Text.Contains(" Finalize()", StringComparison.Ordinal) || line.Text.Contains(" Equals(", StringComparison.Ordinal)
            || line.Text.Contains(" GetHashCode(", StringComparison.Ordinal) || line.Text.Contains(" ToString(", StringComparison.Ordinal);
        var isOverride = line.Text.Contains(" virtual ", StringComparison.Ordinal) && line.Type.StartsWith("TorchSharp.Modules", StringComparison.Ordinal)
            && !line.Text.Contains(" forward(", StringComparison.Ordinal);
        var isInternal = line.Text.StartsWith("protected abstract", StringComparison.Ordinal);
        return !isInternal && !isOperator && !isObjects && !isOverride && TorchType().Matches(line.Text).All(m => types.Contains(GenericName(m.Value)) || types.Contains(m.Value));
    }

    private string GenericName(string type) => types.FirstOrDefault(t => t.Split('<')[0] == type.Split('<')[0] && t.Contains('<') == type.Contains('<')) ?? type;

    private static int OwnerLength(string type) => type.Split('<')[0].LastIndexOf('.');

    [GeneratedRegex(@"TorchSharp\.[\w.]+")]
    private static partial Regex TorchType();

    [GeneratedRegex(@" (object|params|out|in|base|event|checked|default|lock|operator)(?=[,)]| =)")]
    private static partial Regex KeywordParameter();

    [GeneratedRegex(@"([\w.]+) (\w+) = (-?\d+)")]
    private static partial Regex EnumDefault();

    [GeneratedRegex(@"^public static (\S+) op_Implicit\(")]
    private static partial Regex Conversion();

    // 'bool' is a method of tensors.
    [GeneratedRegex(@" (\w+(<[^(]*>)?\()")]
    private static partial Regex MethodName();

    [GeneratedRegex(@"float (\w+) = (-?[\d.E-]+)")]
    private static partial Regex FloatDefault();

    [GeneratedRegex(@"\{ (get; )?(set; )?\}")]
    private static partial Regex Accessors();
}
