using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp;

namespace ResNetGen.LibTorch.Tests.Contract;

public class ContractTests
{
    [SkippableFact]
    public void Every_public_member_is_one_of_TorchSharp_0_107_0()
    {
        var contract = File.ReadLines(SharedFolder.Require("torchsharp-api/0.107.0.txt")).ToHashSet(StringComparer.Ordinal);

        var members = PublicSurface.Of(typeof(torch).Assembly, nameof(TorchSharp)).ToList();
        var strangers = members.Where(member => !contract.Contains(member)).ToList();

        Assert.True(members.Count > 1000, $"only {members.Count} members were found");
        Assert.True(strangers.Count == 0, $"{strangers.Count} members are not TorchSharp's:{Lines(strangers.Select(stranger => stranger + Nearest(stranger, contract)))}");
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => Environment.NewLine + line));

    /// <summary>The members of the same name, which tell what was meant.</summary>
    private static string Nearest(string member, IEnumerable<string> contract)
    {
        var start = member[..member.IndexOf(" | ", StringComparison.Ordinal)];
        var name = MemberName(member);
        return Lines(contract.Where(line => line.StartsWith(start + " |", StringComparison.Ordinal) && MemberName(line) == name).Select(line => "    TorchSharp: " + line));
    }

    private static string MemberName(string line)
    {
        var signature = line.Split(" | ")[2];
        return signature.Split('(')[0].Split(' ')[^1];
    }
}
