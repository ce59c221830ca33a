using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace ResNetGen.Cli.Commands;

/// <summary>Keeps mistyped options from being taken for arguments.</summary>
internal static class MistypedOptions
{
    /// <summary>The argument takes no value that looks like an option: that is wrong usage. A file of such a name can be given as <c>./--name</c>.</summary>
    public static void RefuseOptions(this Argument argument) => argument.Validators.Add(result =>
    {
        var mistyped = result.Tokens.Select(token => token.Value).FirstOrDefault(value => value.StartsWith('-'));
        if (mistyped is not null && result.Parent is CommandResult command)
        {
            result.AddError(UsageErrors.Unknown(mistyped, command.Command));
        }
    });
}
