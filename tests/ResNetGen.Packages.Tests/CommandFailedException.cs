using System;

namespace ResNetGen.Packages.Tests;

/// <summary>A program did not end with exit code 0.</summary>
/// <param name="message">The program, its exit code and what it wrote.</param>
internal sealed class CommandFailedException(string message) : Exception(message);
