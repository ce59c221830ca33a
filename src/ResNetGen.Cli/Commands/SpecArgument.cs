using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary><c>SPEC</c>: the network that a command works on.</summary>
internal sealed class SpecArgument : Argument<string>
{
    public SpecArgument()
        : base("SPEC")
    {
        Description = "A .resnet.json file, the name of one under specs/, such as resnet20, or a family, such as resnet50.";
        this.RefuseOptions();
    }
}
