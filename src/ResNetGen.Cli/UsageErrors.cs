using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using ResNetGen.Core.Reading;

namespace ResNetGen.Cli;

/// <summary>What is wrong with a command line, in words.</summary>
internal static class UsageErrors
{
    /// <summary>All of it. Of words that nobody knows the names that come near are said, and nothing that only follows from them.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] values = [.. parsed.Errors.Where(error => error.SymbolResult is ArgumentResult or OptionResult).Select(error => error.Message)];
        return values.Length > 0 ? values
            : parsed.UnmatchedTokens.Count > 0 ? [.. parsed.UnmatchedTokens.Select(word => Unknown(word, command))]
            : [.. parsed.Errors.Select(error => error.Message)];
    }

    /// <summary>A word that a command does not know.</summary>
    public static string Unknown(string word, Command command)
    {
        var names = command.Subcommands.Select(subcommand => subcommand.Name).Concat(command.Options.Select(option => option.Name));
        var near = Spelling.Nearest(word, names);
        var name = command is RootCommand ? "resnetgen" : command.Name;
        var kind = word.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"'{name}' has no {kind} '{word}'{(near is null ? "." : $"; did you mean '{near}'?")}";
    }
}
