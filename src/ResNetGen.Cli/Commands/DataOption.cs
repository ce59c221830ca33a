using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary><c>--data DATA</c>.</summary>
internal sealed class DataOption : Option<string>
{
    public DataOption()
        : base("--data")
    {
        HelpName = "DATA";
        Description = "shapes (pictures drawn on the spot) or cifar10:DIR (CIFAR-10's binary files).";
    }
}
