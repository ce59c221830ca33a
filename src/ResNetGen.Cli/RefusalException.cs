using System;

namespace ResNetGen.Cli;

/// <summary>A command cannot do what it was asked for. The message is what the user reads; the exit code is 1.</summary>
internal sealed class RefusalException(string message) : Exception(message);
