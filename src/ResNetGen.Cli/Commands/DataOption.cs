using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary><c>--data DATA</c>.</summary>
internal sealed class DataOption : Option<string>
{
    public DataOption()
        : base("--data")
    {
        HelpName = "DATA";
        Description = "shapes (pictures drawn on the spot), cifar10:DIR, cifar100:DIR (binary files), mnist:DIR (idx files, Fashion-MNIST too) or folder:DIR (pictures, a folder a class).";
    }
}
