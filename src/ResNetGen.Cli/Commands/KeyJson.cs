using System.Collections.Generic;

namespace ResNetGen.Cli.Commands;

/// <summary>An entry of a network's state_dict as <c>describe --json</c> gives it; a scalar's shape is empty.</summary>
internal sealed record KeyJson(string Name, IEnumerable<int> Shape);
