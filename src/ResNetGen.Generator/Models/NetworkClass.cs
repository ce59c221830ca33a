using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Models;

/// <summary>A network's class as the user's source has it.</summary>
/// <param name="Shell">What the emitter needs of it.</param>
/// <param name="Name">Where its name stands; null for a class of which the user has no part.</param>
/// <param name="Members">What the user's part declares.</param>
/// <param name="CanBeCompleted">Whether another part of it can be written at all.</param>
/// <param name="CanDerive">Whether that part can give it a base at all.</param>
/// <param name="Base">The base class that the user's part names; null where it names none.</param>
/// <param name="Findings">What is wrong with it.</param>
internal sealed record NetworkClass(
    ClassShell Shell,
    Place? Name,
    EquatableArray<DeclaredMember> Members,
    bool CanBeCompleted,
    bool CanDerive,
    DeclaredBase? Base,
    EquatableArray<Finding> Findings);
