using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ResNetGen.Core.Reading.Json;

/// <summary>
/// Reads JSON with comments and trailing commas, and keeps the place of every value. What stands before an error is kept too.
/// </summary>
/// <remarks>Our own, because a compiler loads no package reliably, and the known ones do not keep places.</remarks>
internal sealed class JsonParser
{
    private const int DeepestNesting = 64;

    private readonly string text;
    private int at;
    private JsonError? error;

    private JsonParser(string text) => this.text = text;

    private bool IsAtEnd => at >= text.Length;

    /// <summary>The value that a text consists of, as far as it can be read, and where it cannot.</summary>
    public static (JsonNode? Value, JsonError? Error) Parse(string text)
    {
        var parser = new JsonParser(text);
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            parser.at = 1;
        }

        var value = parser.Value(nesting: 0, "'{'");
        if (parser.error is null && parser.SkipBlanks() && !parser.IsAtEnd)
        {
            parser.Fail("the end of the file");
        }

        return (value, parser.error);
    }

    private JsonNode? Value(int nesting, string expected = "a value")
    {
        if (!SkipBlanks())
        {
            return null;
        }

        if (nesting > DeepestNesting)
        {
            return Fail(FormattableString.Invariant($"at most {DeepestNesting} levels"), "one more");
        }

        return IsAtEnd ? Fail(expected) : text[at] switch
        {
            '{' => Object(nesting),
            '[' => List(nesting),
            '"' => String(),
            '-' or (>= '0' and <= '9') => Number(),
            _ => Word(expected),
        };
    }

    private JsonNode Object(int nesting)
    {
        var start = at++;
        var members = new List<JsonMember>();
        while (SkipBlanks() && !Take('}'))
        {
            var name = !IsAtEnd && text[at] == '"' ? String() : Fail(members.Count == 0 ? "a name in double quotes or '}'" : "a name in double quotes");
            if (name is null || !SkipBlanks())
            {
                break;
            }

            if (!Take(':'))
            {
                Fail("':'");
                members.Add(new JsonMember(name, Value: null));
                break;
            }

            members.Add(new JsonMember(name, Value(nesting + 1)));
            if (error is not null || !SkipBlanks())
            {
                break;
            }

            if (!Take(',') && !Closes('}'))
            {
                break;
            }
        }

        return new JsonNode(JsonKind.Object, start, at - start, "", members, []);
    }

    private JsonNode List(int nesting)
    {
        var start = at++;
        var items = new List<JsonNode>();
        while (SkipBlanks() && !Take(']'))
        {
            if (Value(nesting + 1, items.Count == 0 ? "a value or ']'" : "a value") is not { } item)
            {
                break;
            }

            items.Add(item);
            if (error is not null || !SkipBlanks())
            {
                break;
            }

            if (!Take(',') && !Closes(']'))
            {
                break;
            }
        }

        return new JsonNode(JsonKind.List, start, at - start, "", [], items);
    }

    private JsonNode? String()
    {
        var start = at++;
        var content = new StringBuilder();
        while (!IsAtEnd && text[at] != '"')
        {
            if (text[at] < ' ')
            {
                return Fail("'\"'");
            }

            if (text[at] != '\\')
            {
                content.Append(text[at++]);
            }
            else if (!Escape(content))
            {
                return null;
            }
        }

        return Take('"') ? Leaf(JsonKind.Text, start, content.ToString()) : Fail("'\"'");
    }

    private bool Escape(StringBuilder content)
    {
        at++;
        const string Marks = "\"\\/bfnrt";
        const string Meanings = "\"\\/\b\f\n\r\t";
        var known = IsAtEnd ? -1 : Marks.IndexOf(text[at]);
        if (known >= 0)
        {
            content.Append(Meanings[known]);
            at++;
            return true;
        }

        if (!IsAtEnd && text[at] == 'u')
        {
            at++;
            var digits = text.Substring(at, Math.Min(4, text.Length - at));
            if (digits.Length == 4 && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                content.Append((char)unit);
                at += 4;
                return true;
            }

            Fail("four hexadecimal digits");
            return false;
        }

        Fail("one of \" \\ / b f n r t u");
        return false;
    }

    private JsonNode? Number()
    {
        var start = at;
        Take('-');
        if (!Take('0') && !Digits())
        {
            return Fail("a digit");
        }

        if (Take('.') && !Digits())
        {
            return Fail("a digit");
        }

        if (Take('e') || Take('E'))
        {
            _ = Take('+') || Take('-');
            if (!Digits())
            {
                return Fail("a digit");
            }
        }

        return Leaf(JsonKind.Number, start, text.Substring(start, at - start));
    }

    private bool Digits()
    {
        var start = at;
        while (!IsAtEnd && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at > start;
    }

    private JsonNode? Word(string expected)
    {
        var start = at;
        var word = text.Substring(at, WordLength());
        JsonKind? kind = word switch { "true" => JsonKind.True, "false" => JsonKind.False, "null" => JsonKind.Null, _ => null };
        if (kind is null)
        {
            return Fail(expected);
        }

        at += word.Length;
        return Leaf(kind.Value, start, word);
    }

    private int WordLength()
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end - at;
    }

    private JsonNode Leaf(JsonKind kind, int start, string content) => new(kind, start, at - start, content, [], []);

    /// <summary>Moves to the next character that counts; false where a comment does not end.</summary>
    private bool SkipBlanks()
    {
        while (!IsAtEnd)
        {
            if (text[at] is ' ' or '\t' or '\r' or '\n')
            {
                at++;
            }
            else if (StartsWith("//"))
            {
                while (!IsAtEnd && text[at] is not ('\r' or '\n'))
                {
                    at++;
                }
            }
            else if (StartsWith("/*"))
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? text.Length : end + 2;
                if (end < 0)
                {
                    Fail("'*/'");
                    return false;
                }
            }
            else
            {
                break;
            }
        }

        return true;
    }

    private bool StartsWith(string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

    private bool Take(char character)
    {
        if (IsAtEnd || text[at] != character)
        {
            return false;
        }

        at++;
        return true;
    }

    /// <summary>After a value without a comma: whether the end of the object or list follows, as it must.</summary>
    private bool Closes(char end)
    {
        if (!IsAtEnd && text[at] == end)
        {
            return true;
        }

        Fail($"',' or '{end}'");
        return false;
    }

    private JsonNode? Fail(string expected, string? found = null)
    {
        var length = IsAtEnd ? 0 : Math.Max(1, WordLength());
        error ??= new JsonError(at, length, expected, found ?? Found(length));
        return null;
    }

    private string Found(int length)
    {
        if (length == 0)
        {
            return "the end of the file";
        }

        const int Longest = 30;
        return text[at] switch
        {
            '\r' or '\n' => "the end of the line",
            '\t' => "a tab",
            < ' ' => "a control character",
            _ => "'" + text.Substring(at, Math.Min(length, Longest)) + (length > Longest ? "…" : "") + "'",
        };
    }
}
