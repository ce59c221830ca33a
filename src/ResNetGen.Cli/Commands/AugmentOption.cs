using System;
using System.CommandLine;
using ResNetGen.Data;

namespace ResNetGen.Cli.Commands;

/// <summary><c>--augment LIST</c>: how training images are varied.</summary>
internal sealed class AugmentOption : Option<string?>
{
    public AugmentOption()
        : base("--augment")
    {
        HelpName = "LIST";
        Description = "How training images are varied: none, standard (the recipe's, else the data's own), or with commas between crop=PIXELS, flip, resized[=LEAST AREA], shift=SHARE, color=STRENGTH, cutout=PIXELS, mixup=ALPHA; "
            + "standard,mixup=0.2 adds to that. [default: standard]";
        Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text)
            {
                try
                {
                    Augmentation.Parse(text, Augmentation.None);
                }
                catch (ArgumentException error)
                {
                    result.AddError($"--augment: {error.Message}");
                }
            }
        });
    }
}
