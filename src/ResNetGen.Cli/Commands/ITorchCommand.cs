namespace ResNetGen.Cli.Commands;

/// <summary>A command that computes, and so needs libtorch. It is loaded before the command runs, so that a problem with it is one message.</summary>
internal interface ITorchCommand;
