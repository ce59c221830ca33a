using System;

namespace ResNetGen.Core.Planning;

/// <summary>What passes a unit by.</summary>
/// <param name="Name">What the name of the unit's structure has for it.</param>
/// <param name="Text">The shortcut in words.</param>
/// <param name="Add">
/// Plans it, and joins it with the residual; it is told the residual's value, the value that the first convolution takes, and the unit's numbers, and
/// returns the value that both make. Null where there is no shortcut.
/// </param>
internal sealed record Shortcut(string Name, string Text, Func<int, int, UnitSizes, int>? Add);
