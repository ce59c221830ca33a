using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Core.Tests.Fuzzing;

/// <summary>The texts that fuzzing starts from: the specifications of the folder <c>specs</c>, and texts made to do harm.</summary>
internal static class SeedTexts
{
    private const int Megabyte = 1 << 20;

    /// <summary>Specifications without a mistake.</summary>
    public static IReadOnlyList<string> Good { get; } =
    [
        .. Directory.GetFiles(Repository.PathOf("specs"), "*.resnet.json").Order(StringComparer.Ordinal).Select(File.ReadAllText),
        """{ "class": "Net", "namespace": "A.B", "version": 2, "depth": 29, "classes": 10, "input": [3, 32, 32] } // end""",
    ];

    /// <summary>Texts of ordinary size that a reader may trip over.</summary>
    public static IReadOnlyList<string> Nasty { get; } =
    [
        "",
        "\0",
        "\uFEFF",
        "\uFEFF\uFEFF{}",
        "\uFEFF{\"version\":1,\"depth\":20}",
        "\uD800",
        "{\"class\":\"\uD800\",\"version\":1,\"depth\":20}",
        "{\"class\":\"\uDC00Net\uD800\",\"version\":1,\"depth\":20}",
        "{\"class\":\"\\ud800\",\"namespace\":\"\\udfff.\\ud800\",\"version\":1,\"depth\":20}",
        "{\"class\":\"\\u0000\",\"version\":1,\"depth\":20}",
        "{\"class\":\"N\0t\",\"version\":1,\"depth\":20}",
        "{\"class\":\"*/ } }\\r\\n\\u2028\",\"namespace\":\"..\",\"version\":1,\"depth\":20}",
        "{\"class\":\"\",\"namespace\":\".\",\"version\":1,\"depth\":20}",
        "{\r\n\t\"version\"\t:\r1,\n\r\"depth\":\t20\r\n}\r\n",
        "{\u2028\"version\":1,\u0085\"depth\":20}",
        "{\"version\":1,\"depth\":2147483646}",
        "{\"version\":1,\"depth\":2147483647}",
        "{\"version\":2,\"depth\":2147483648}",
        "{\"version\":2,\"depth\":-2147483648}",
        "{\"version\":2,\"depth\":1e999999999}",
        "{\"version\":2,\"depth\":2e1}",
        "{\"version\":2,\"depth\":29.0}",
        "{\"version\":1,\"depth\":-0}",
        "{\"version\":1,\"depth\":20,\"classes\":2147483647,\"input\":[2147483647,2147483647,2147483647]}",
        "{\"version\":1,\"depth\":20,\"input\":[0,-1,1]}",
        "{\"version\":1,\"depth\":20,\"input\":[]}",
        "{\"version\":1,\"depth\":20,\"input\":[[3],{},null]}",
        "{\"version\":1,\"version\":2,\"depth\":20,\"depth\":29}",
        "{\"version\":1,\"depth\":20} {\"version\":1}",
        "{\"{0}\":1,\"version\":1,\"depth\":20}",
        "{\"version\":\"{0} {1} {99}\",\"depth\":\"{\"}",
        "/*",
        "//",
        "/",
        "-",
        "\"\\",
        "{\"\\u12",
    ];

    /// <summary>Texts of a megabyte, too large to mutate by the thousand.</summary>
    public static IReadOnlyList<string> Large { get; } =
    [
        new('[', Megabyte),
        string.Concat(Enumerable.Repeat("{\"a\":[", 100_000)),
        $$"""{ "class": "{{new string('N', Megabyte)}}", "version": 1, "depth": 20 }""",
        $$"""{ "class": "{{new string('-', Megabyte)}}", "version": 1, "depth": 20 }""",
        $$"""{ "namespace": "{{new string('.', Megabyte)}}", "version": 1, "depth": 20 }""",
        $$"""{ "{{new string('d', Megabyte)}}": 1, "version": 1, "depth": 20 }""",
        $$"""{ "version": 1, "depth": {{new string('9', Megabyte)}} }""",
        $$"""{ "version": 1, "depth": 0.{{new string('0', Megabyte)}}1 }""",
        $$"""{ "version": 1, "depth": 20, "input": [{{string.Join(",", Enumerable.Repeat("3", Megabyte / 2))}}] }""",
        $$"""{ {{string.Join(", ", Enumerable.Repeat("\"depth\": 20", Megabyte / 64))}} }""",
        $$"""{ {{string.Join(", ", Enumerable.Range(0, Megabyte / 64).Select(i => $"\"depht{i}\": 20"))}} }""",
        new string('\n', Megabyte) + "{ \"version\": 1, \"depth\": 20 }",
        new string('\0', Megabyte),
        new string('\uD800', Megabyte),
        "/*" + new string('*', Megabyte),
    ];
}
