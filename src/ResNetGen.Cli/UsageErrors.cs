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
        string[] values = [.. parsed.Errors.Where(error => error.SymbolResult is ArgumentResult or OptionResult).Select(error => OfValue(error, parsed)).OfType<string>().Distinct()];
        return values.Length > 0 ? values
            : parsed.UnmatchedTokens.Count > 0 ? [.. parsed.UnmatchedTokens.Select(word => Unknown(word, command))]
            : [.. parsed.Errors.Select(error => error.Message)];
    }

    // A value that is none of its option's type: the library names that type. An option that says itself what it takes has said so already: null then.
    private static string? OfValue(ParseError error, ParseResult parsed)
    {
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (option is null || !error.Message.StartsWith("Cannot parse argument", System.StringComparison.Ordinal))
        {
            return error.Message;
        }

        return parsed.Errors.Any(other => other.SymbolResult == option && other.Message != error.Message)
            ? null
            : $"{option.Option.Name} is '{string.Join(' ', option.Tokens.Select(token => token.Value))}'; it takes {option.Option.HelpName ?? "another kind of value"}.";
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
