using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ResNetGen;

/// <summary>Facts and figures of published networks that tests compare with: the folder <c>tests/testdata</c>.</summary>
internal static class TestData
{
    /// <summary>Reads a file of the folder.</summary>
    public static JsonElement Read(string file) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.PathOf("tests/testdata/" + file)));

    /// <summary>The costs of a published network.</summary>
    /// <param name="source">Who counted them: the name of a file in the folder <c>costs</c>.</param>
    /// <param name="network">The network's name in that file.</param>
    public static JsonElement Costs(string source, string network) => Read($"costs/{source}.json").GetProperty("networks").GetProperty(network);

    /// <summary>The tensors of a published network's state_dict in their order: key, dimensions and type.</summary>
    /// <param name="network">The name of a file in the folder <c>state-dicts</c>.</param>
    public static IReadOnlyList<(string Key, string Dimensions, string Type)> StateDict(string network) =>
    [
        .. Read($"state-dicts/{network}.json").GetProperty("tensors").EnumerateArray()
            .Select(tensor => (tensor[0].GetString()!, string.Join(' ', tensor[1].EnumerateArray()), tensor[2].GetString()!)),
    ];
}
