using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary><c>--broken N</c>: how many images of a part may be broken.</summary>
internal sealed class BrokenOption : Option<int?>
{
    public BrokenOption()
        : base("--broken")
    {
        HelpName = "N";
        Description = "How many images of the training part, and of the test part, may be broken; they are named. [default: one in a hundred, 100 at most]";
        Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 and var value)
            {
                result.AddError($"--broken is {value}; it must be 0 or more.");
            }
        });
    }
}
