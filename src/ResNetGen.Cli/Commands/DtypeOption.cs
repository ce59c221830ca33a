using System.CommandLine;
using ResNetGen.Training;

namespace ResNetGen.Cli.Commands;

/// <summary><c>--dtype f32|bf16</c>: the numbers of convolutions and matrix products.</summary>
internal sealed class DtypeOption : Option<string?>
{
    private const string Full = "f32";
    private const string Mixed = "bf16";

    public DtypeOption(string description)
        : base("--dtype")
    {
        HelpName = $"{Full}|{Mixed}";
        Description = description;
        this.AcceptOnlyFromAmong(Full, Mixed);
    }

    /// <summary>A precision as the option names it.</summary>
    public static string NameOf(Precision precision) => precision == Precision.Mixed ? Mixed : Full;

    /// <summary>What was asked for, if anything was.</summary>
    public Precision? Of(ParseResult parsed) => parsed.GetValue(this) switch { Full => Precision.Full, Mixed => Precision.Mixed, _ => null };
}
