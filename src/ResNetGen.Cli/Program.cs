using System.Threading;
using System.Threading.Tasks;

namespace ResNetGen.Cli;

/// <summary>The process <c>resnetgen</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
}
